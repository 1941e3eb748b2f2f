namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>The body of <c>POST /chat</c> as the shipped widget sends it; unknown fields are dropped.</summary>
internal sealed record ChatCopsRequest
{
    /// <summary>Chosen by the widget; 1 to 128 UTF-16 units, any characters, case matters.</summary>
    public required string ConversationId { get; init; }

    /// <summary>1 to 10,000 UTF-16 units; not trimmed.</summary>
    public required string Message { get; init; }

    /// <summary>Id of the visitor's message, the same when it is retried; 1 to 128 UTF-16 units.</summary>
    public string? MessageId { get; init; }

    /// <summary>Answer the last message once more.</summary>
    public bool Regenerate { get; init; }

    /// <summary>The page the visitor is on.</summary>
    public ChatCopsPage? PageContext { get; init; }

    /// <summary>At most 10 UTF-16 units.</summary>
    public string? Locale { get; init; }

    /// <summary>Facts about the visitor; each value at most 500 UTF-16 units.</summary>
    public IReadOnlyDictionary<string, string>? UserData { get; init; }
}
