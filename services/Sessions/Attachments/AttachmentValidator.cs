using System.Text.RegularExpressions;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Attachments;

/// <summary>Checks what is said of a file before its bytes come; all faults of the fields at once.</summary>
internal static partial class AttachmentValidator
{
    private const int MaxFileName = 255;

    public static Error? Validate(AttachmentBody body, FilesSettings settings)
    {
        if (!settings.Enabled)
        {
            return new FileSharingDisabled();
        }

        var faults = new List<FieldFault>();
        if (body.FileName is not { Length: >= 1 and <= MaxFileName } name)
        {
            faults.Add(new FieldFault("/fileName", "length", $"Must have 1 to {MaxFileName} UTF-16 units."));
        }
        else if (name.Any(character => char.IsControl(character) || character is '/' or '\\'))
        {
            faults.Add(new FieldFault("/fileName", "characters", "Must not contain slashes or control characters."));
        }

        if (body.ContentType is null || !MediaType().IsMatch(body.ContentType))
        {
            faults.Add(new FieldFault("/contentType", "format", "Must be a media type like image/png."));
        }

        if (body.FileSize is not >= 1)
        {
            faults.Add(new FieldFault("/fileSize", "range", "Must be the number of bytes, at least 1."));
        }

        if (faults.Count > 0)
        {
            return new Invalid(faults);
        }

        if (body.FileSize > settings.MaxFileBytes)
        {
            return new FileTooLarge(settings.MaxFileBytes);
        }

        var type = body.ContentType!.ToLowerInvariant();
        return FileType.IsActive(type) || !settings.Allows(type) ? new FileTypeNotAllowed() : null;
    }

    // RFC 6838, 4.2.
    [GeneratedRegex(
        @"^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,62}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,62}\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex MediaType();
}
