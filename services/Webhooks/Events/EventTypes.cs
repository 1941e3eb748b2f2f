using System.Collections.Frozen;

namespace Chat.Webhooks.Events;

/// <summary>The names of events in the standard format.</summary>
internal static class EventTypes
{
    /// <summary>A message was stored in a conversation.</summary>
    public const string MessageCreated = "message.created";

    /// <summary>A conversation came into being.</summary>
    public const string ConversationStarted = "conversation.started";

    /// <summary>A visitor left their particulars.</summary>
    public const string LeadCaptured = "lead.captured";

    /// <summary>In a subscription of either format: every event, those of later versions too.</summary>
    public const string Any = "*";

    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        MessageCreated,
        ConversationStarted,
        LeadCaptured
    );
}
