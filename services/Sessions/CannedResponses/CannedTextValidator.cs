using System.Text.RegularExpressions;
using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.CannedResponses;

/// <summary>Checks a canned response before it is written; all faults at once.</summary>
internal static partial class CannedTextValidator
{
    public const int MaxBody = 5_000;

    private const int MaxTitle = 200;
    private const int MaxCategory = 64;
    private const int MaxPosition = 1_000_000;

    public static Invalid? Validate(CannedText text)
    {
        var faults = new List<FieldFault>();
        Text(faults, "/title", text.Title, 1, MaxTitle);
        Text(faults, "/body", text.Body, 1, MaxBody);
        Text(faults, "/category", text.Category, 0, MaxCategory);
        if (text.Shortcut is { } shortcut && !Shortcut().IsMatch(shortcut))
        {
            faults.Add(new FieldFault("/shortcut", "format", "Must have 1 to 32 letters, digits, _ and -."));
        }

        if (text.Position is < 0 or > MaxPosition)
        {
            faults.Add(new FieldFault("/position", "out_of_range", $"Must be 0 to {MaxPosition}."));
        }

        return faults.Count > 0 ? new Invalid(faults) : null;
    }

    private static void Text(List<FieldFault> faults, string pointer, string value, int least, int most)
    {
        if (value.Length < least || value.Length > most)
        {
            faults.Add(new FieldFault(pointer, "length", $"Must have {least} to {most} UTF-16 units."));
        }
        else if (value.Contains('\0'))
        {
            // Postgres cannot store it in a text.
            faults.Add(new FieldFault(pointer, "characters", "Must not contain the character U+0000."));
        }
    }

    [GeneratedRegex(@"^[\p{L}\p{Nd}_-]{1,32}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shortcut();
}
