namespace Chat.Gateway.WebSockets.Commands;

/// <summary>A later credential of the same caller; the id is optional: without one there is no answer when it is taken.</summary>
internal sealed record AuthFrame(string Id, string Token) : ClientFrame(Id);
