using Chat.ServiceDefaults.Egress;
using Chat.Webhooks.Events;

namespace Chat.Webhooks.Subscriptions;

/// <summary>What a subscription must be like, however it is made. Faults are phrases that follow the field's name.</summary>
internal static class SubscriptionRules
{
    public const int MaxEvents = 50;
    private const int MaxUrlLength = 2000;
    private const int MinTextSecret = 16;
    private const int MaxTextSecret = 256;

    public static IEnumerable<string> UrlFaults(string? url, EgressOptions egress)
    {
        if (EgressTarget.FaultOf(url, egress) is { } fault)
        {
            yield return $"{fault}.";
        }

        if (url?.Length > MaxUrlLength)
        {
            yield return $"must have at most {MaxUrlLength} characters.";
        }
    }

    public static string? FormatFault(string format) =>
        WebhookFormats.Parse(format) is null
            ? $"must be {WebhookFormats.Standard} or {WebhookFormats.ChatCops}."
            : null;

    public static string? SecretFault(string? secret, WebhookFormat format)
    {
        if (WebhookSecret.TryDecode(secret, out _))
        {
            return null;
        }

        if (format is not WebhookFormat.ChatCops)
        {
            return "must be whsec_ and the base64 of 24 to 64 random bytes.";
        }

        return
            secret is { Length: >= MinTextSecret and <= MaxTextSecret }
            && secret.All(letter => letter is > ' ' and <= '~')
            ? null
            : $"must be {MinTextSecret} to {MaxTextSecret} printable ASCII characters without blanks.";
    }

    public static IEnumerable<string> EventFaults(IReadOnlyList<string> events, WebhookFormat format)
    {
        if (events.Count > MaxEvents)
        {
            yield return $"must have at most {MaxEvents} entries.";
        }

        var known = WebhookFormats.EventsOf(format);
        foreach (var type in events.Take(MaxEvents).Where(type => type != EventTypes.Any && !known.Contains(type)))
        {
            yield return $"'{type}' is no event of this format; use * or one of {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
        }
    }
}
