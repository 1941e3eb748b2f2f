namespace Chat.Gateway.WebSockets;

/// <summary>Constants of the WebSocket protocol <c>chat.v1</c>; docs/websocket.md describes each frame.</summary>
internal static class SocketProtocol
{
    /// <summary>The sub-protocol a client must offer.</summary>
    public const string Name = "chat.v1";

    /// <summary>A second offered entry may carry the credentials behind this prefix: browsers can set no headers.</summary>
    public const string BearerPrefix = "bearer.";

    /// <summary>Longest id a client may choose, in UTF-16 units.</summary>
    public const int MaxId = 64;

    /// <summary>Longest credential.</summary>
    public const int MaxCredential = 4_096;

    /// <summary>Longest cursor.</summary>
    public const int MaxCursor = 128;

    /// <summary>Longest external id of a conversation.</summary>
    public const int MaxExternalId = 200;
}
