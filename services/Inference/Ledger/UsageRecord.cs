namespace Chat.Inference.Ledger;

/// <summary>What one reply, or one failed try of it, cost: one row of the ledger, written once.</summary>
internal sealed class UsageRecord
{
    /// <summary>The reply's id, or one of a failed try's own; unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>The reply a failed try was made for; null: this is the reply itself.</summary>
    public Guid? FailedTryOf { get; init; }

    /// <summary>Why a failed try failed, a code of <c>chat.inference.v1.ReplyError</c>; empty for a reply itself.</summary>
    public string Failure { get; init; } = "";

    /// <summary>Whose reply.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>The conversation it was given in.</summary>
    public required Guid ConversationId { get; init; }

    /// <summary>As in <c>chat.sessions.v1.Usage</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>Tokens of the prompt, cached or not.</summary>
    public required long InputTokens { get; init; }

    /// <summary>How many of them came from the provider's cache.</summary>
    public required long CachedInputTokens { get; init; }

    /// <summary>How many of them were written to the provider's cache.</summary>
    public required long CacheWriteTokens { get; init; }

    /// <summary>Tokens of the answer.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>The counts are estimates.</summary>
    public required bool Estimated { get; init; }

    /// <summary>Why the reply is not complete; empty when it is.</summary>
    public required string Interruption { get; init; }

    /// <summary>When the reply was made; UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
