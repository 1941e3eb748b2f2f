using Chat.Sessions.Conversations;

namespace Chat.Sessions.Visitors;

/// <summary>A visitor or user, and which customer that is.</summary>
internal sealed record Identity
{
    /// <summary>Visitor or user.</summary>
    public required AuthorKind Kind { get; init; }

    public required string Subject { get; init; }

    /// <summary>Null: nobody the company knows.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>By a user token or the company's word; otherwise the customer is what the visitor says it is.</summary>
    public bool IsProven { get; init; }

    public bool IsBlocked { get; init; }
    public Claims Claims { get; init; } = Claims.None;
}
