using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Chat.Sessions.Labels;
using Chat.Sessions.Messages;

namespace Chat.Sessions.Conversations;

/// <summary>A conversation, as REST shows it.</summary>
internal sealed record ConversationAnswer
{
    public required Guid Id { get; init; }
    public required string? ExternalId { get; init; }
    public required AuthorAnswer Owner { get; init; }

    /// <summary>`ai` or `manual`.</summary>
    [AllowedValues("ai", "manual")]
    public required string Mode { get; init; }

    /// <summary>`open`, `queued`, `assigned`, `pending`, `resolved`, `closed`, `abandoned` or `archived`.</summary>
    [AllowedValues("open", "queued", "assigned", "pending", "resolved", "closed", "abandoned", "archived")]
    public required string Status { get; init; }

    /// <summary>`low`, `medium`, `high` or `urgent`.</summary>
    [AllowedValues("low", "medium", "high", "urgent")]
    public required string Priority { get; init; }

    /// <summary>Where it is held: `web`, `mobile`, `email`, ...</summary>
    public required string Channel { get; init; }

    public required string? Subject { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>An object of the company's own; null when there is none.</summary>
    public required JsonElement? Metadata { get; init; }

    /// <summary>The agent who has it, or had it when it ended.</summary>
    public required Guid? AssignedAgentId { get; init; }

    /// <summary>Who that is.</summary>
    public required AssignedAgentCard? AssignedAgent { get; init; }

    public required DateTime? AssignedAt { get; init; }
    public required DateTime? QueuedAt { get; init; }
    public required Guid? CustomerId { get; init; }

    /// <summary>Who the customer is; null when nobody knows, and for the customer.</summary>
    public required CustomerCard? Customer { get; init; }

    public required string? UserCategory { get; init; }
    public required Guid? TeamId { get; init; }
    public required string? Department { get; init; }

    /// <summary>When a person first answered.</summary>
    public required DateTime? FirstResponseAt { get; init; }

    public required DateTime? ResolvedAt { get; init; }

    /// <summary>When it was closed or abandoned.</summary>
    public required DateTime? ClosedAt { get; init; }

    public required DateTime? LastMessageAt { get; init; }
    public required int MessageCount { get; init; }

    /// <summary>Messages the caller's side has not read.</summary>
    public required int UnreadCount { get; init; }

    /// <summary>1 to 5; null until it was rated.</summary>
    public required int? Satisfaction { get; init; }

    /// <summary>`good`, `bad` or `needs_review`, for training; null for none, and for the customer.</summary>
    [AllowedValues("good", "bad", "needs_review")]
    public required string? Label { get; init; }

    public required long Epoch { get; init; }
    public required long LastSequence { get; init; }

    /// <summary>Counts changes; also the ETag.</summary>
    public required long Revision { get; init; }

    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    /// <summary>What somebody of the company sees, or with <paramref name="forOwner"/> the customer.</summary>
    public static ConversationAnswer From(ConversationState conversation, bool forOwner) =>
        forOwner
            ? From(conversation.ForOwner(), conversation.UnreadByCustomer)
            : From(conversation, conversation.UnreadByAgents);

    private static ConversationAnswer From(ConversationState conversation, int unread) =>
        new()
        {
            Id = conversation.Id,
            ExternalId = conversation.ExternalId,
            Owner = AuthorAnswer.From(conversation.Owner),
            Mode = ConversationNames.Of(conversation.Mode),
            Status = ConversationNames.Of(conversation.Status),
            Priority = ConversationNames.Of(conversation.Priority),
            Channel = conversation.Channel,
            Subject = conversation.Subject,
            Tags = conversation.Tags,
            Metadata = MessageJson.ReadObject(conversation.Metadata),
            AssignedAgentId = conversation.AssignedAgentId,
            AssignedAgent = conversation.AssignedAgent,
            AssignedAt = conversation.AssignedAt,
            QueuedAt = conversation.QueuedAt,
            CustomerId = conversation.CustomerId,
            Customer = conversation.Customer,
            UserCategory = conversation.UserCategory,
            TeamId = conversation.TeamId,
            Department = conversation.Department,
            FirstResponseAt = conversation.FirstResponseAt,
            ResolvedAt = conversation.ResolvedAt,
            ClosedAt = conversation.ClosedAt,
            LastMessageAt = conversation.LastMessageAt,
            MessageCount = conversation.MessageCount,
            UnreadCount = unread,
            Satisfaction = conversation.Satisfaction,
            Label = conversation.Label is { } label ? LabelNames.Of(label) : null,
            Epoch = conversation.Epoch,
            LastSequence = conversation.LastSequence,
            Revision = conversation.Revision,
            CreatedAt = conversation.CreatedAt,
            UpdatedAt = conversation.UpdatedAt,
        };
}
