using System.ComponentModel.DataAnnotations;
using Chat.Sessions.Messages;

namespace Chat.Sessions.Conversations;

/// <summary>What happened in a conversation and how it stands behind it, as REST shows it.</summary>
internal sealed record ConversationEventAnswer
{
    /// <summary>
    /// `statusChanged`, `assigned`, `unassigned`, `modeChanged`, `messageEdited`, `messageDeleted`, `reactionChanged`,
    /// `tagsChanged`, `detailsChanged`, `noteChanged`, `labelChanged`, `rated` or `slaMissed`.
    /// </summary>
    [AllowedValues(
        "statusChanged",
        "assigned",
        "unassigned",
        "modeChanged",
        "messageEdited",
        "messageDeleted",
        "reactionChanged",
        "tagsChanged",
        "detailsChanged",
        "noteChanged",
        "labelChanged",
        "rated",
        "slaMissed"
    )]
    public required string Kind { get; init; }

    public required AuthorAnswer Actor { get; init; }
    public required string Status { get; init; }
    public required string Mode { get; init; }
    public required Guid? AssignedAgentId { get; init; }
    public required long Revision { get; init; }

    /// <summary>A word for programs.</summary>
    public required string? Reason { get; init; }

    /// <summary>What was done to the status: `queue`, `assign`, `resolve`, ...</summary>
    public required string? Action { get; init; }

    /// <summary>The status before.</summary>
    public required string? From { get; init; }

    public required Guid? AgentId { get; init; }
    public required Guid? FromAgentId { get; init; }
    public required Guid? MessageId { get; init; }
    public required long? MessageSequence { get; init; }
    public required string? Text { get; init; }
    public required string? Emoji { get; init; }

    /// <summary>False: the reaction was taken back.</summary>
    public required bool? Added { get; init; }

    public required IReadOnlyList<string>? Tags { get; init; }
    public required IReadOnlyList<string>? Fields { get; init; }
    public required Guid? NoteId { get; init; }

    /// <summary>What became of the note: `added`, `edited` or `deleted`.</summary>
    [AllowedValues("added", "edited", "deleted")]
    public required string? Change { get; init; }

    public required string? RatingType { get; init; }
    public required int? RatingValue { get; init; }
    public required int? Satisfaction { get; init; }

    /// <summary>What was not reached in time: `first_response`, `next_response` or `resolution`.</summary>
    [AllowedValues("first_response", "next_response", "resolution")]
    public required string? Target { get; init; }

    /// <summary>`good`, `bad`, `needs_review`; empty: the label was taken away.</summary>
    public required string? Label { get; init; }

    public static ConversationEventAnswer Of(ConversationEvent happened) =>
        new()
        {
            Kind = char.ToLowerInvariant(happened.Kind.ToString()[0]) + happened.Kind.ToString()[1..],
            Actor = AuthorAnswer.From(happened.Actor),
            Status = ConversationNames.Of(happened.Status),
            Mode = ConversationNames.Of(happened.Mode),
            AssignedAgentId = happened.AssignedAgentId,
            Revision = happened.Revision,
            Reason = happened.Reason,
            Action = happened.Action is { } action ? ConversationNames.Of(action) : null,
            From = happened.From is { } before ? ConversationNames.Of(before) : null,
            AgentId = happened.AgentId,
            FromAgentId = happened.FromAgentId,
            MessageId = happened.MessageId,
            MessageSequence = happened.MessageSequence,
            Text = happened.Text,
            Emoji = happened.Emoji,
            Added = happened.Added,
            Tags = happened.Tags,
            Fields = happened.Fields,
            NoteId = happened.NoteId,
            Change = happened.Change,
            RatingType = happened.RatingType,
            RatingValue = happened.RatingValue,
            Satisfaction = happened.Satisfaction,
            Target = happened.Target,
            Label = happened.Label,
        };
}
