using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Google.Protobuf;

namespace Chat.Sessions.Analytics;

/// <summary>What the bus's events count as (docs/analytics.md says why).</summary>
internal static class AnalyticsMapping
{
    /// <summary>Null when the event counts as nothing.</summary>
    public static CountedEvent? ToCounted(IMessage message) =>
        message switch
        {
            ConversationStarted started => Of(started.Header, AnalyticsEvent.ConversationStarted),
            LeadCaptured captured => Of(captured.Header, AnalyticsEvent.LeadCaptured),
            // What the company says to itself is no talk.
            MessagePosted { Message.Visibility: MessageVisibility.Internal } => null,
            MessagePosted posted when KindOf(posted.Message) is { } kind => Of(posted.Header, kind),
            _ => null,
        };

    private static AnalyticsEvent? KindOf(Message message) =>
        message.Author.Kind switch
        {
            AuthorKind.Visitor or AuthorKind.User => AnalyticsEvent.MessageSent,
            // An answer that was cut off before its first word reached nobody.
            AuthorKind.Ai or AuthorKind.Agent when !string.IsNullOrWhiteSpace(message.Text) =>
                AnalyticsEvent.MessageReceived,
            _ => null,
        };

    private static CountedEvent Of(EventHeader header, AnalyticsEvent kind) =>
        new(
            Guid.Parse(header.EventId),
            Guid.Parse(header.TenantId),
            DateOnly.FromDateTime(header.OccurredAt.ToDateTime()),
            kind
        );
}
