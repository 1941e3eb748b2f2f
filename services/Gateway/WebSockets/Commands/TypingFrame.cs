namespace Chat.Gateway.WebSockets.Commands;

/// <summary>
/// In a conversation by the id it is followed by. The frame's id is optional: without one there is no answer.
/// </summary>
internal sealed record TypingFrame(string Id) : ClientFrame(Id)
{
    public string? ConversationId { get; init; }
    public string? ExternalId { get; init; }
    public bool Typing { get; init; }
}
