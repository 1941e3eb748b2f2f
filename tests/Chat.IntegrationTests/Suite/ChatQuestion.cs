namespace Chat.IntegrationTests.Suite;

/// <summary>One message to post.</summary>
public sealed record ChatQuestion(string Text)
{
    public string? ConversationId { get; init; }

    public string? ClientMessageId { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>Set: used instead of the client's key.</summary>
    public string? VisitorToken { get; init; }

    /// <summary>`cancel` or `continue`.</summary>
    public string? OnDisconnect { get; init; }

    /// <summary>Called after each event, so that a test knows what was acknowledged even when the stream breaks.</summary>
    public Action<ChatOutcome>? Accepted { get; init; }
}
