namespace Chat.Gateway.Chat;

/// <summary>A visitor's message to be answered: the body of <c>POST /v1/chat</c>.</summary>
internal sealed record ChatRequest
{
    /// <summary>What the visitor writes; 1 to 10,000 UTF-16 units.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// The conversation to go on with; absent: the visitor's live one, where the tenant wants one of each visitor (setting
    /// <c>chat.singleConversationPerVisitor</c>) and no secret key asks, else a new one.
    /// </summary>
    public string? ConversationId { get; init; }

    /// <summary>
    /// Chosen by the client, 1 to 128 characters, kept with the message: a retry with the same one is not answered
    /// twice. Unique in its conversation; for messages that begin one, among those of the caller. With a publishable key
    /// it does not make a first message retry-safe: send an <c>Idempotency-Key</c>.
    /// </summary>
    public string? ClientMessageId { get; init; }

    /// <summary>
    /// The last question of the conversation is answered again, and nothing is added; <see cref="Message"/> counts only
    /// where there is none. The earlier answer stays in force until the new one, which supersedes it, is complete.
    /// </summary>
    public bool Regenerate { get; init; }

    /// <summary>The visitor's language, BCP 47, at most 35 characters.</summary>
    public string? Locale { get; init; }

    /// <summary>The page the visitor is on.</summary>
    public ChatPage? Page { get; init; }

    /// <summary>Facts about the visitor: at most 50, each value at most 500 UTF-16 units.</summary>
    public IReadOnlyDictionary<string, string>? UserData { get; init; }

    /// <summary>
    /// <c>continue</c> (default): after a lost connection the answer goes on for 15 s, to be resumed. <c>cancel</c>: it
    /// stops at once.
    /// </summary>
    public string? OnDisconnect { get; init; }

    /// <summary>
    /// <c>false</c>: the answer comes in one piece, as JSON, when it is complete. Default: as an event stream.
    /// </summary>
    public bool Stream { get; init; } = true;

    /// <summary>With a secret key only: the visitor on whose behalf the message is sent; 1 to 128 characters.</summary>
    public string? VisitorId { get; init; }
}
