namespace Chat.Gateway.WebSockets.Commands;

/// <summary>The id is optional: without one there is no answer.</summary>
internal sealed record TypingFrame(string Id, string ConversationId, bool Typing) : ClientFrame(Id);
