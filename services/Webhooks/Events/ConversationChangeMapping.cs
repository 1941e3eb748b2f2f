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
            ConversationEvent.EventOneofCase.TagsChanged
            or ConversationEvent.EventOneofCase.DetailsChanged
            or ConversationEvent.EventOneofCase.ModeChanged => EventTypes.ConversationUpdated,
            ConversationEvent.EventOneofCase.Rated => EventTypes.ConversationRated,
            ConversationEvent.EventOneofCase.LabelChanged when happened.LabelChanged.MessageId.Length > 0 =>
                EventTypes.MessageLabelled,
            ConversationEvent.EventOneofCase.LabelChanged => EventTypes.ConversationLabelled,
            ConversationEvent.EventOneofCase.MessageEdited => EventTypes.MessageUpdated,
            ConversationEvent.EventOneofCase.MessageDeleted => EventTypes.MessageDeleted,
            ConversationEvent.EventOneofCase.ReactionChanged => EventTypes.MessageReaction,
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
            Fields = FieldsOf(happened),
            Tags = happened.TagsChanged?.Tags,
            Rating = happened.Rated is { } rated
                ? new RatingData(NullIfEmpty(rated.Type), rated.Value, rated.Satisfaction)
                : null,
            Label = NullIfEmpty(happened.LabelChanged?.Label),
            MessageId = NullIfEmpty(MessageOf(happened).Id),
            MessageSequence = MessageOf(happened).Sequence,
            Emoji = happened.ReactionChanged?.Emoji,
            Added = happened.ReactionChanged?.Added,
        };
        var type =
            TypeOf(changed) ?? throw new UnreachableException($"{happened.EventCase} is no event of the format.");
        return new ConversationChangedBody(type, changed.Header.OccurredAt.ToDateTimeOffset(), data);
    }

    private static IReadOnlyList<string>? FieldsOf(ConversationEvent happened) =>
        happened.EventCase switch
        {
            ConversationEvent.EventOneofCase.TagsChanged => ["tags"],
            ConversationEvent.EventOneofCase.ModeChanged => ["mode"],
            ConversationEvent.EventOneofCase.DetailsChanged => happened.DetailsChanged.Fields,
            _ => null,
        };

    private static (string? Id, long? Sequence) MessageOf(ConversationEvent happened) =>
        happened.EventCase switch
        {
            ConversationEvent.EventOneofCase.MessageEdited => (
                happened.MessageEdited.MessageId,
                happened.MessageEdited.Sequence
            ),
            ConversationEvent.EventOneofCase.MessageDeleted => (
                happened.MessageDeleted.MessageId,
                happened.MessageDeleted.Sequence
            ),
            ConversationEvent.EventOneofCase.ReactionChanged => (
                happened.ReactionChanged.MessageId,
                happened.ReactionChanged.Sequence
            ),
            ConversationEvent.EventOneofCase.LabelChanged when happened.LabelChanged.MessageId.Length > 0 => (
                happened.LabelChanged.MessageId,
                happened.LabelChanged.Sequence
            ),
            _ => (null, null),
        };

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
            ConversationStatus.Archived => EventTypes.ConversationArchived,
            ConversationStatus.Pending => EventTypes.ConversationPending,
            ConversationStatus.Assigned when happened.StatusChanged?.Action == "resume" =>
                EventTypes.ConversationResumed,
            _ => null,
        };

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
