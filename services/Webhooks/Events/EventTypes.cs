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

    /// <summary>The agent waits for the customer.</summary>
    public const string ConversationPending = "conversation.pending";

    /// <summary>The customer is no longer waited for.</summary>
    public const string ConversationResumed = "conversation.resumed";

    /// <summary>It was put away, and never changes again.</summary>
    public const string ConversationArchived = "conversation.archived";

    /// <summary>Tags, mode, priority, subject, ... are something else.</summary>
    public const string ConversationUpdated = "conversation.updated";

    /// <summary>The customer rated a conversation, or corrected the rating.</summary>
    public const string ConversationRated = "conversation.rated";

    /// <summary>An agent labelled a conversation for training, or took the label away.</summary>
    public const string ConversationLabelled = "conversation.labelled";

    /// <summary>A message has another text.</summary>
    public const string MessageUpdated = "message.updated";

    /// <summary>A message has no content any more.</summary>
    public const string MessageDeleted = "message.deleted";

    /// <summary>Somebody reacted to a message, or took it back.</summary>
    public const string MessageReaction = "message.reaction";

    /// <summary>An agent labelled a message for training, or took the label away.</summary>
    public const string MessageLabelled = "message.labelled";

    /// <summary>A customer came into being.</summary>
    public const string CustomerCreated = "customer.created";

    /// <summary>A customer's profile is something else.</summary>
    public const string CustomerUpdated = "customer.updated";

    /// <summary>What the customer writes is refused from now on.</summary>
    public const string CustomerBlocked = "customer.blocked";

    /// <summary>The customer may write again.</summary>
    public const string CustomerUnblocked = "customer.unblocked";

    /// <summary>A customer turned out to be another one, under whose id it goes on.</summary>
    public const string CustomerMerged = "customer.merged";

    /// <summary>A customer was deleted.</summary>
    public const string CustomerDeleted = "customer.deleted";

    /// <summary>Somebody left a message while nobody was there.</summary>
    public const string OfflineMessageReceived = "offline_message.received";

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
        ConversationPending,
        ConversationResumed,
        ConversationArchived,
        ConversationUpdated,
        ConversationRated,
        ConversationLabelled,
        MessageUpdated,
        MessageDeleted,
        MessageReaction,
        MessageLabelled,
        CustomerCreated,
        CustomerUpdated,
        CustomerBlocked,
        CustomerUnblocked,
        CustomerMerged,
        CustomerDeleted,
        OfflineMessageReceived,
        SlaMissed
    );
}
