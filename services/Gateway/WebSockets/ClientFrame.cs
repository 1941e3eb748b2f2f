namespace Chat.Gateway.WebSockets;

/// <summary>A frame from the client. Each command has its own kind.</summary>
/// <param name="Id">Chosen by the client; the answer carries it. Empty when the client wants none.</param>
internal abstract record ClientFrame(string Id);
