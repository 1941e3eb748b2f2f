namespace Chat.Gateway.WebSockets.Commands;

/// <summary>What the client followed before, with its last cursors.</summary>
internal sealed record ResumeFrame(string Id, IReadOnlyList<SubscribeFrame> Subscriptions) : ClientFrame(Id);
