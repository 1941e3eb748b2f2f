using System.Net.WebSockets;

namespace Chat.Gateway.WebSockets;

/// <summary>The one table from the end of a socket to its close code (RFC 6455 section 7.4) and reason.</summary>
internal static class SocketEndTable
{
    public static (WebSocketCloseStatus Status, string Reason) ToClose(SocketEnd end) =>
        end switch
        {
            SocketEnd.ClientGone => (WebSocketCloseStatus.NormalClosure, "bye"),
            SocketEnd.ClientTooSlow => ((WebSocketCloseStatus)4429, "too_slow"),
            SocketEnd.TooManySockets => ((WebSocketCloseStatus)4429, "too_many_sockets"),
            SocketEnd.RateLimited => ((WebSocketCloseStatus)4429, "rate_limited"),
            SocketEnd.BadFrame => ((WebSocketCloseStatus)4400, "bad_frame"),
            SocketEnd.FrameTooLarge => (WebSocketCloseStatus.MessageTooBig, "frame_too_large"),
            SocketEnd.Unauthenticated => ((WebSocketCloseStatus)4401, "unauthenticated"),
            SocketEnd.Forbidden => ((WebSocketCloseStatus)4403, "forbidden"),
            SocketEnd.AuthTimeout => ((WebSocketCloseStatus)4408, "auth_timeout"),
            SocketEnd.UpstreamUnavailable => ((WebSocketCloseStatus)4503, "unavailable"),
            // 1012 "service restart" of the IANA registry: come back, to another instance.
            SocketEnd.ServerStopping => ((WebSocketCloseStatus)1012, "server_stopping"),
            _ => throw new ArgumentOutOfRangeException(nameof(end), end, "The table has no row for it."),
        };
}
