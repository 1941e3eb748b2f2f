namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>A frame from the client.</summary>
/// <param name="ConversationId">Which conversation it means; null when it names none that can exist.</param>
internal abstract record XcelsiorCommand(string? ConversationId);
