using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Chat.Sessions.Conversations;
using Chat.Sessions.Labels;

namespace Chat.Sessions.Messages;

/// <summary>A message, as REST shows it.</summary>
internal sealed record MessageAnswer
{
    public required Guid Id { get; init; }
    public required Guid ConversationId { get; init; }
    public required long Sequence { get; init; }
    public required AuthorAnswer Author { get; init; }
    public required string Text { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required string? ClientMessageId { get; init; }

    /// <summary>`complete` or `interrupted`.</summary>
    [AllowedValues("complete", "interrupted")]
    public required string State { get; init; }

    public required string? InterruptionReason { get; init; }
    public required Guid? InReplyTo { get; init; }
    public required IReadOnlyList<Citation> Citations { get; init; }
    public required Usage? Usage { get; init; }

    /// <summary>The earlier reply to the same message: out of date if this one is complete.</summary>
    public required Guid? Supersedes { get; init; }

    /// <summary>`text`, `image`, `file`, `system`, `card` or `event`.</summary>
    [AllowedValues("text", "image", "file", "system", "card", "event")]
    public required string Type { get; init; }

    /// <summary>`public` or `internal`.</summary>
    [AllowedValues("public", "internal")]
    public required string Visibility { get; init; }

    /// <summary>What the sender added; null when nothing was.</summary>
    public required JsonElement? Metadata { get; init; }

    /// <summary>What happened; null unless the type is `event`.</summary>
    public required ConversationEventAnswer? Event { get; init; }

    public required DateTime? EditedAt { get; init; }

    /// <summary>Set when it was deleted, and its text with it.</summary>
    public required DateTime? DeletedAt { get; init; }

    public required IReadOnlyList<ReactionAnswer> Reactions { get; init; }

    /// <summary>
    /// How far it has come to the other side: `sent`, `delivered` or `read`; null for events, and for what is internal.
    /// </summary>
    [AllowedValues("sent", "delivered", "read")]
    public required string? DeliveryStatus { get; init; }

    /// <summary>`good`, `bad` or `needs_review`, for training; null for none, and for the customer.</summary>
    [AllowedValues("good", "bad", "needs_review")]
    public required string? Label { get; init; }

    public static MessageAnswer From(StoredMessage message) =>
        new()
        {
            Id = message.Id,
            ConversationId = message.ConversationId,
            Sequence = message.Sequence,
            Author = AuthorAnswer.From(message.Author),
            Text = message.Text,
            CreatedAt = message.CreatedAt,
            ClientMessageId = message.ClientMessageId,
            State = message.State is MessageState.Complete ? "complete" : "interrupted",
            InterruptionReason = message.InterruptionReason,
            InReplyTo = message.InReplyTo,
            Citations = message.Citations,
            Usage = message.Usage,
            Supersedes = message.Supersedes,
            Type = message.Type.ToString().ToLowerInvariant(),
            Visibility = message.Visibility.ToString().ToLowerInvariant(),
            Metadata = MessageJson.ReadObject(message.Metadata),
            Event = message.Event is { } happened ? ConversationEventAnswer.Of(happened) : null,
            EditedAt = message.EditedAt,
            DeletedAt = message.DeletedAt,
            Reactions = [.. message.Reactions.Select(ReactionAnswer.From)],
            DeliveryStatus = message.Delivery?.ToString().ToLowerInvariant(),
            Label = message.Label is { } label ? LabelNames.Of(label) : null,
        };
}
