using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Orchestration;

/// <summary>Chooses ports for a run, each once.</summary>
/// <remarks>
/// Below 32768, where the kernel begins to take source ports for outgoing connections: a port of ours must still be
/// free when its owner has crashed and is started again.
/// </remarks>
internal sealed class PortAllocator
{
    private const int First = 10_000;
    private const int BeyondLast = 32_768;
    private const int MaxTries = 1_000;

    // Several resources may start, and choose again, at once.
    private readonly Lock _lock = new();
    private readonly HashSet<int> _taken = [];

    public int Choose()
    {
        for (var i = 0; i < MaxTries; i++)
        {
            var port = Random.Shared.Next(First, BeyondLast);
            if (Reserve(port) && IsFree(port))
            {
                return port;
            }
        }
        throw new DistributedApplicationException($"No free port found between {First} and {BeyondLast - 1}.");
    }

    /// <summary>The port, or another one if a program took it since it was chosen.</summary>
    public int Keep(int port) => IsFree(port) ? port : Choose();

    /// <exception cref="DistributedApplicationException">Another program listens there.</exception>
    public int Claim(int port, string owner, string remedy)
    {
        if (!Reserve(port) || !IsFree(port))
        {
            throw new DistributedApplicationException($"Port {port}, which {owner} needs, is taken. {remedy}");
        }
        return port;
    }

    public static bool IsFree(int port) =>
        CanListen(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));

    private bool Reserve(int port)
    {
        lock (_lock)
        {
            return _taken.Add(port);
        }
    }

    private static bool CanListen(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException exception)
            when (exception.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            // No IPv6 on this machine: nobody can listen there, we neither.
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
