using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Chat.Testing.Processes;

/// <summary>Ports of 127.0.0.1 that nobody else comes by while this process lives.</summary>
/// <remarks>
/// A port that is merely free now may be anybody's a moment later: another test asks for one too, or the kernel takes it
/// as the source of an outgoing connection (even one to that very port, which then talks to itself), most of all while
/// a server is being killed and started again. So a socket stays bound to it. It never listens: connections are refused
/// as if nobody were there, and a server that sets SO_REUSEADDR, as all of ours do, may bind and listen beside it.
/// </remarks>
public static class LoopbackPort
{
    private static readonly ConcurrentBag<Socket> Held = [];

    /// <summary>Takes a port for the rest of this process; nobody listens there yet.</summary>
    public static int Reserve()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Held.Add(socket);
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
