namespace Chat.Sessions.Conversations;

/// <summary>A conversation on its way into the store.</summary>
internal sealed record NewConversation
{
    public required Guid TenantId { get; init; }
    public required Author Owner { get; init; }
    public string? ExternalId { get; init; }
    public required ConversationDetails Details { get; init; }

    /// <summary>The owner's live exclusive one is taken instead, if there is one.</summary>
    public bool Exclusive { get; init; }

    /// <summary>The owner begins it itself, and not the company for it.</summary>
    public bool ByOwner { get; init; }

    /// <summary>What makes a repetition known.</summary>
    public byte[]? Idempotency { get; init; }
}
