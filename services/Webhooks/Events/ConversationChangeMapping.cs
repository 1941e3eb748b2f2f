using System.Diagnostics;
using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;

namespace Chat.Webhooks.Events;

/// <summary>From a conversation's change to the standard format's events.</summary>
internal static class ConversationChangeMapping
{
    // Words of Sessions' assignments (docs/routing.md).
    private const string Escalated = "escalated";
    private const string EscalatedUp = "escalated_up";

    /// <summary>The event's name; null for changes that are no event of the format.</summary>
    public static string? TypeOf(ConversationChanged changed)
    {
        var happened = changed.Message.Event;
        return happened?.EventCase switch
        {
            ConversationEvent.EventOneofCase.Assigned => AssignedType(happened),
            ConversationEvent.EventOneofCase.StatusChanged or ConversationEvent.EventOneofCase.Unassigned => TypeOf(
                happened
            ),
            ConversationEvent.EventOneofCase.SlaMissed => EventTypes.SlaMissed,
            _ => null,
        };
    }

    /// <summary>The event's body.</summary>
    public static ConversationChangedBody ToBody(ConversationChanged changed)
    {
        var happened = changed.Message.Event;
        var data = new ConversationChangeData
        {
            ConversationId = changed.Conversation.Id,
            ExternalId = NullIfEmpty(changed.Conversation.ExternalId),
            Sequence = changed.Message.Sequence,
            Status = happened.Status.ToString().ToLowerInvariant(),
            Mode = happened.Mode.ToString().ToLowerInvariant(),
            AssignedAgentId = NullIfEmpty(happened.AssignedAgentId),
            FromAgentId = NullIfEmpty(happened.Assigned?.FromAgentId ?? happened.Unassigned?.AgentId),
            Actor = StandardMapping.ToAuthor(happened.Actor),
            Reason = NullIfEmpty(happened.Reason),
            Target = NullIfEmpty(happened.SlaMissed?.Target),
        };
        var type =
            TypeOf(changed) ?? throw new UnreachableException($"{happened.EventCase} is no event of the format.");
        return new ConversationChangedBody(type, changed.Header.OccurredAt.ToDateTimeOffset(), data);
    }

    private static string AssignedType(ConversationEvent happened) =>
        happened.Reason == EscalatedUp ? EventTypes.ConversationEscalated
        : happened.Assigned.FromAgentId.Length > 0 ? EventTypes.ConversationTransferred
        : EventTypes.ConversationAssigned;

    private static string? TypeOf(ConversationEvent happened) =>
        happened.Status switch
        {
            ConversationStatus.Queued when happened.Reason == Escalated => EventTypes.ConversationEscalated,
            ConversationStatus.Queued => EventTypes.ConversationQueued,
            ConversationStatus.Open when happened.StatusChanged?.Action == "reopen" => EventTypes.ConversationReopened,
            ConversationStatus.Open => EventTypes.ConversationHandedBack,
            ConversationStatus.Resolved => EventTypes.ConversationResolved,
            ConversationStatus.Closed => EventTypes.ConversationClosed,
            ConversationStatus.Abandoned => EventTypes.ConversationAbandoned,
            _ => null,
        };

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
