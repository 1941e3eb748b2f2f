using Chat.Sessions.Conversations;

namespace Chat.Sessions.VisitorDetails;

/// <summary>A visitor or user, as it was seen at one moment.</summary>
internal sealed record SeenVisitor
{
    public required Guid TenantId { get; init; }
    public required AuthorKind Kind { get; init; }
    public required string Subject { get; init; }
    public required DateTime SeenAt { get; init; }

    /// <summary>Null: nothing is to be kept but when.</summary>
    public required BrowserDetails? Details { get; init; }
}
