using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Customers;

/// <summary>Checks a change before it is made; all faults at once.</summary>
internal static class CustomerValidator
{
    public const int MaxExternalId = 128;
    public const int MaxName = 200;
    public const int MaxPhone = 50;
    public const int MaxCompany = 200;
    public const int MaxTag = 64;
    private const int MaxAvatarUrl = 2_000;
    private const int MaxNotes = 10_000;
    private const int MaxUserCategory = 64;
    private const int MaxTags = 50;

    public static Invalid? Validate(CustomerChange change)
    {
        var faults = new List<FieldFault>();
        Text(faults, "/externalId", change.ExternalId, MaxExternalId);
        Text(faults, "/name", change.Name, MaxName);
        Text(faults, "/phone", change.Phone, MaxPhone);
        Text(faults, "/company", change.Company, MaxCompany);
        Text(faults, "/notes", change.Notes, MaxNotes);
        Text(faults, "/userCategory", change.UserCategory, MaxUserCategory);
        if (change.Email is { Length: > 0 } email && !EmailAddress.IsValid(email))
        {
            faults.Add(new FieldFault("/email", "format", "Must be an email address like name@example.com."));
        }

        if (change.AvatarUrl is { Length: > 0 } url && !IsPicture(url))
        {
            faults.Add(
                new FieldFault("/avatarUrl", "format", $"Must be an http(s) address of at most {MaxAvatarUrl}.")
            );
        }

        if (change.Status is { } status && !Enum.IsDefined(status))
        {
            faults.Add(new FieldFault("/status", "unknown", "Must be active or blocked."));
        }

        Tags(faults, change.Tags);
        CustomFieldsJson.Validate(change.CustomFields, faults);
        return faults.Count > 0 ? new Invalid(faults) : null;
    }

    private static bool IsPicture(string url) =>
        url.Length <= MaxAvatarUrl
        && !url.Contains('\0')
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);

    private static void Tags(List<FieldFault> faults, IReadOnlyList<string>? tags)
    {
        if (tags is null)
        {
            return;
        }

        if (tags.Count > MaxTags)
        {
            faults.Add(new FieldFault("/tags", "count", $"Must be at most {MaxTags}."));
            return;
        }

        for (var i = 0; i < tags.Count; i++)
        {
            // A list in JSON may hold null, whatever its type says.
            if (string.IsNullOrWhiteSpace(tags[i]))
            {
                faults.Add(new FieldFault($"/tags/{i}", "length", $"Must have 1 to {MaxTag} UTF-16 units."));
            }
            else
            {
                Text(faults, $"/tags/{i}", tags[i], MaxTag);
            }
        }
    }

    private static void Text(List<FieldFault> faults, string pointer, string? value, int most)
    {
        if (value is null)
        {
            return;
        }

        if (value.Length > most)
        {
            faults.Add(new FieldFault(pointer, "length", $"Must have at most {most} UTF-16 units."));
        }
        else if (value.Contains('\0'))
        {
            // Postgres cannot store it in a text.
            faults.Add(new FieldFault(pointer, "characters", "Must not contain the character U+0000."));
        }
    }
}
