using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Infrastructure;

/// <summary>Waits until somebody listens, or the one that was to has ended; on a busy machine it may take long.</summary>
internal static class TcpProbe
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(20);

    public static async Task WaitAsync(int port, Task exited, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_interval);
        while (!exited.IsCompleted && !await ListensAsync(port, cancellationToken))
        {
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    public static async Task<bool> ListensAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
