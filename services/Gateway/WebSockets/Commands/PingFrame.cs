namespace Chat.Gateway.WebSockets.Commands;

/// <summary>The id is optional.</summary>
internal sealed record PingFrame(string Id) : ClientFrame(Id);
