using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Tenants;

namespace Chat.Sessions.Keys;

/// <summary>Checks a key before it is made; all faults at once.</summary>
internal static class CreateKeyValidator
{
    private const int MaxName = 200;
    private const int MaxOrigins = 100;

    public const int MaxIdempotencyKey = 255;

    public static Invalid IdempotencyKeyTooLong =>
        Invalid.Field("/Idempotency-Key", "length", $"Must have 1 to {MaxIdempotencyKey} characters.");

    public static Invalid? Validate(CreateKey request)
    {
        List<FieldFault> faults = [];
        if (!Enum.IsDefined(request.Kind))
        {
            faults.Add(new FieldFault("/kind", "unknown", "Must be publishable or secret."));
        }

        if (request.Name.Length is < 1 or > MaxName || request.Name.Contains('\0'))
        {
            faults.Add(new FieldFault("/name", "length", $"Must have 1 to {MaxName} UTF-16 units."));
        }

        if (request.IdempotencyKey is { Length: < 1 or > MaxIdempotencyKey })
        {
            faults.AddRange(IdempotencyKeyTooLong.Faults);
        }

        CheckOrigins(request, faults);
        return faults.Count == 0 ? null : new Invalid(faults);
    }

    private static void CheckOrigins(CreateKey request, List<FieldFault> faults)
    {
        if (request.Kind is KeyKind.Secret && request.AllowedOrigins.Count > 0)
        {
            faults.Add(new FieldFault("/allowedOrigins", "not_allowed", "Only publishable keys have origins."));
        }

        if (request.AllowedOrigins.Count > MaxOrigins)
        {
            faults.Add(new FieldFault("/allowedOrigins", "count", $"Must be at most {MaxOrigins}."));
            return;
        }

        for (var i = 0; i < request.AllowedOrigins.Count; i++)
        {
            if (!IsOrigin(request.AllowedOrigins[i]))
            {
                faults.Add(
                    new FieldFault(
                        $"/allowedOrigins/{i}",
                        "format",
                        "Must be * or scheme://host[:port], without a path."
                    )
                );
            }
        }
    }

    // RFC 6454: what a browser sends as Origin, hence nothing behind the authority.
    private static bool IsOrigin(string text) =>
        text == "*"
        || (
            Uri.TryCreate(text, UriKind.Absolute, out var uri)
            && uri.UserInfo.Length == 0
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase)
        );
}
