namespace Chat.Inference.Ledger;

/// <summary>What one reply cost: one row of the ledger, written once.</summary>
internal sealed class UsageRecord
{
    /// <summary>The reply; unique.</summary>
    public required Guid ReplyId { get; init; }

    /// <summary>Whose reply.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>The conversation it was given in.</summary>
    public required Guid ConversationId { get; init; }

    /// <summary>As in <c>chat.sessions.v1.Usage</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>Tokens of the prompt.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Tokens of the answer.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>The counts are estimates.</summary>
    public required bool Estimated { get; init; }

    /// <summary>Why the reply is not complete; empty when it is.</summary>
    public required string Interruption { get; init; }

    /// <summary>When the reply was made; UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
