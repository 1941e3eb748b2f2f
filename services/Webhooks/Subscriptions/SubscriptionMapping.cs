using Chat.ServiceDefaults.Egress;
using Chat.ServiceDefaults.Errors;
using Chat.Webhooks.Events;

namespace Chat.Webhooks.Subscriptions;

/// <summary>Between the API's words and ours.</summary>
internal static class SubscriptionMapping
{
    public static IEnumerable<FieldFault> UrlFaults(string? url, EgressOptions egress) =>
        SubscriptionRules
            .UrlFaults(url, egress)
            .Select(fault => new FieldFault("/url", "not_allowed", Sentence(fault)));

    public static IEnumerable<FieldFault> EventFaults(IReadOnlyList<string> events, WebhookFormat format) =>
        SubscriptionRules
            .EventFaults(events, format)
            .Select(fault => new FieldFault("/events", "unknown", Sentence(fault)));

    public static IEnumerable<FieldFault> SecretFaults(string secret, WebhookFormat format) =>
        SubscriptionRules.SecretFault(secret, format) is { } fault
            ? [new FieldFault("/secret", "format", Sentence(fault))]
            : [];

    /// <summary>None means all.</summary>
    public static string[] EventsOf(IReadOnlyList<string> events) =>
        events.Count > 0 ? [.. events.Distinct(StringComparer.Ordinal)] : [EventTypes.Any];

    public static SubscriptionResource ToResource(
        this Subscription subscription,
        DateTimeOffset now,
        string? secret = null
    ) =>
        new()
        {
            Id = subscription.Id,
            Url = subscription.Url,
            Format = subscription.Format,
            Events = subscription.Events,
            Source = subscription.Source,
            Secret = secret,
            Enabled = subscription.DisabledAt is null,
            DisabledReason = subscription.DisabledReason,
            DisabledAt = subscription.DisabledAt,
            Circuit = CircuitResource.Of(subscription, now),
            CreatedAt = subscription.CreatedAt,
        };

    private static string Sentence(string phrase) => char.ToUpperInvariant(phrase[0]) + phrase[1..];
}
