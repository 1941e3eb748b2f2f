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

    /// <summary>A conversation waits for an agent.</summary>
    public const string ConversationQueued = "conversation.queued";

    /// <summary>Somebody asked for a person, or its agent for a superior.</summary>
    public const string ConversationEscalated = "conversation.escalated";

    /// <summary>An agent got a conversation that nobody had.</summary>
    public const string ConversationAssigned = "conversation.assigned";

    /// <summary>An agent got a conversation from another.</summary>
    public const string ConversationTransferred = "conversation.transferred";

    /// <summary>An agent let the AI go on.</summary>
    public const string ConversationHandedBack = "conversation.handed_back";

    /// <summary>The company thinks that all is said.</summary>
    public const string ConversationResolved = "conversation.resolved";

    /// <summary>A conversation ended.</summary>
    public const string ConversationClosed = "conversation.closed";

    /// <summary>The customer went away.</summary>
    public const string ConversationAbandoned = "conversation.abandoned";

    /// <summary>What had ended goes on.</summary>
    public const string ConversationReopened = "conversation.reopened";

    /// <summary>A target of the service level was not reached in time.</summary>
    public const string SlaMissed = "sla.missed";

    /// <summary>In a subscription of either format: every event, those of later versions too.</summary>
    public const string Any = "*";

    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        MessageCreated,
        ConversationStarted,
        LeadCaptured,
        ConversationQueued,
        ConversationEscalated,
        ConversationAssigned,
        ConversationTransferred,
        ConversationHandedBack,
        ConversationResolved,
        ConversationClosed,
        ConversationAbandoned,
        ConversationReopened,
        SlaMissed
    );
}
