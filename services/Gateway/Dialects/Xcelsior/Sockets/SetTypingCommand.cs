namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>Types, or does not.</summary>
internal sealed record SetTypingCommand(string? ConversationId, bool IsTyping) : XcelsiorCommand(ConversationId);
