namespace Chat.Gateway.WebSockets.Commands;

/// <summary>Its token is not looked at.</summary>
internal sealed record AuthFrame(string Id) : ClientFrame(Id);
