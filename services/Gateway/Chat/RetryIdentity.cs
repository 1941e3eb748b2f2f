namespace Chat.Gateway.Chat;

/// <summary>By what the retry of a message is recognised.</summary>
internal sealed record RetryIdentity
{
    /// <summary>The message's id in its conversation; null: the message is not retry-safe.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>For a message that begins a conversation: the conversation's own id, by which a retry finds it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>For a message that brings its visitor into being: the visitor's id.</summary>
    public string? VisitorId { get; init; }

    /// <summary>How old the message of a retry may be; null: no matter.</summary>
    public TimeSpan? Window { get; init; }
}
