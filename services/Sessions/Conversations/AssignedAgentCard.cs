namespace Chat.Sessions.Conversations;

/// <summary>Who has a conversation, as far as it shows them; also as REST does.</summary>
internal sealed record AssignedAgentCard
{
    public required Guid Id { get; init; }

    /// <summary>Null for customers.</summary>
    public string? Email { get; init; }

    public required string Name { get; init; }
    public string? AvatarUrl { get; init; }
}
