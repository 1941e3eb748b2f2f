using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Customers;
using Chat.Sessions.Keys;

namespace Chat.Sessions.OfflineMessages;

/// <summary>Checks an offline message before it is written; all faults at once.</summary>
internal static class OfflineMessageValidator
{
    private const int MaxName = 200;
    private const int MaxPhone = 50;
    private const int MaxSubject = 300;
    private const int MaxText = 5_000;
    private const int MaxPageUrl = 2_000;
    private const int MaxFields = 20;
    private const int MaxFieldName = 64;
    private const int MaxFieldValue = 1_000;

    public static Invalid? Validate(LeaveOfflineMessage request)
    {
        var faults = new List<FieldFault>();
        var details = request.Details;
        Text(faults, "/name", details.Name, 0, MaxName);
        Text(faults, "/phone", details.Phone, 0, MaxPhone);
        Text(faults, "/subject", details.Subject, 0, MaxSubject);
        Text(faults, "/message", details.Text, 1, MaxText);
        Text(faults, "/pageUrl", details.PageUrl, 0, MaxPageUrl);
        if (!EmailAddress.IsValid(details.Email))
        {
            faults.Add(new FieldFault("/email", "format", "Must be an email address like name@example.com."));
        }

        Fields(faults, details.Fields);
        if (request.IdempotencyKey is { Length: < 1 or > CreateKeyValidator.MaxIdempotencyKey })
        {
            faults.AddRange(CreateKeyValidator.IdempotencyKeyTooLong.Faults);
        }

        return faults.Count > 0 ? new Invalid(faults) : null;
    }

    private static void Fields(List<FieldFault> faults, IReadOnlyDictionary<string, string> fields)
    {
        if (fields.Count > MaxFields)
        {
            faults.Add(new FieldFault("/fields", "count", $"Must be at most {MaxFields}."));
        }

        foreach (var (name, value) in fields.Take(MaxFields))
        {
            if (name.Length is 0 or > MaxFieldName || name.Contains('\0'))
            {
                faults.Add(new FieldFault("/fields", "name", $"Names must have 1 to {MaxFieldName} UTF-16 units."));
            }
            else
            {
                Text(faults, JsonPointer.Below("/fields", name), value, 0, MaxFieldValue);
            }
        }
    }

    private static void Text(List<FieldFault> faults, string pointer, string? value, int least, int most)
    {
        if (value is null || value.Length < least || value.Length > most)
        {
            faults.Add(new FieldFault(pointer, "length", $"Must have {least} to {most} UTF-16 units."));
        }
        else if (value.Contains('\0'))
        {
            // Postgres cannot store it in a text.
            faults.Add(new FieldFault(pointer, "characters", "Must not contain the character U+0000."));
        }
    }
}
