using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Ratings;

/// <summary>A rating, as REST shows it.</summary>
internal sealed record RatingAnswer
{
    public required Guid ConversationId { get; init; }

    /// <summary>`thumbs`, `stars` or `emoji`; null: a plain 1 to 5.</summary>
    [AllowedValues("thumbs", "stars", "emoji")]
    public required string? Type { get; init; }

    public required int Value { get; init; }

    /// <summary>1 to 5, whatever it was rated with.</summary>
    public required int Satisfaction { get; init; }

    public required IReadOnlyList<string> FollowUp { get; init; }
    public required string? Comment { get; init; }

    /// <summary>Who had the conversation when it was rated.</summary>
    public required Guid? AgentId { get; init; }

    public required DateTime RatedAt { get; init; }
    public required DateTime UpdatedAt { get; init; }

    public static RatingAnswer From(Guid conversationId, Rating rating) =>
        new()
        {
            ConversationId = conversationId,
            Type = RatingRules.NameOf(rating.Kind),
            Value = rating.Value,
            Satisfaction = rating.Satisfaction,
            FollowUp = rating.FollowUp,
            Comment = rating.Comment,
            AgentId = rating.AgentId,
            RatedAt = rating.RatedAt,
            UpdatedAt = rating.UpdatedAt,
        };
}
