namespace Chat.Gateway.WebSockets.Commands;

/// <summary>The id is the subscription's.</summary>
internal sealed record UnsubscribeFrame(string Id) : ClientFrame(Id);
