namespace Chat.Gateway.WebSockets;

/// <summary>Constants of the WebSocket protocol <c>chat.v1</c>; docs/websocket.md describes each frame.</summary>
internal static class SocketProtocol
{
    /// <summary>The sub-protocol a client must offer.</summary>
    public const string Name = "chat.v1";

    /// <summary>A second offered entry may carry the credentials behind this prefix: browsers can set no headers.</summary>
    public const string BearerPrefix = "bearer.";

    public const string Auth = "auth";
    public const string Subscribe = "subscribe";
    public const string Unsubscribe = "unsubscribe";
    public const string Send = "message.send";
    public const string Ping = "ping";
}
