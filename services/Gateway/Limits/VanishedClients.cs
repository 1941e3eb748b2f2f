using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Chat.Gateway.Limits;

/// <summary>Notices clients whose machine or network vanished without a word, also those who only listen.</summary>
/// <remarks>
/// What is sent to them, as the comment lines of event streams, goes into the system's buffer, and Linux tries again for a
/// quarter of an hour until it says that nobody is there: so long an agent would be online, and given conversations.
/// Connections inherit what the listening socket is told.
/// </remarks>
internal static class VanishedClients
{
    // How long what was sent may stay unconfirmed.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(45);

    /// <summary>TCP_USER_TIMEOUT of linux/tcp.h; .NET has no name for it.</summary>
    public const int TcpUserTimeout = 18;

    /// <summary>Listens as the server does by itself, and tells the system the limit.</summary>
    public static Socket Listen(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (OperatingSystem.IsLinux() && socket.ProtocolType == ProtocolType.Tcp)
        {
            socket.SetRawSocketOption(
                (int)SocketOptionLevel.Tcp,
                TcpUserTimeout,
                BitConverter.GetBytes((int)Limit.TotalMilliseconds)
            );
        }
        return socket;
    }
}
