using System.Collections.Concurrent;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.WebSockets;

/// <summary>The sockets of this instance; when it stops, all are told to come back, spread over a while.</summary>
internal sealed class SocketTable : IDisposable
{
    // As many as another instance lets in without anybody waiting for long.
    private static readonly TimeSpan PerSocket = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentDictionary<SocketConnection, bool> open = new();
    private readonly SocketOptions options;
    private readonly CancellationToken stopping;
    private readonly CancellationTokenRegistration whenStopping;
    private int entered;

    public SocketTable(IOptions<SocketOptions> options, IHostApplicationLifetime lifetime)
    {
        this.options = options.Value;
        stopping = lifetime.ApplicationStopping;
        whenStopping = stopping.Register(DrainAll);
    }

    /// <summary>Those that are open now.</summary>
    public ICollection<SocketConnection> Open => open.Keys;

    /// <summary>
    /// Takes room for one more; false when there is none. Taken before the socket is opened, however many come at once.
    /// Paired with <see cref="Leave"/>.
    /// </summary>
    public bool TryEnter()
    {
        for (var seen = Volatile.Read(ref entered); seen < options.MaxSockets; )
        {
            var before = Interlocked.CompareExchange(ref entered, seen + 1, seen);
            if (before == seen)
            {
                return true;
            }
            seen = before;
        }
        return false;
    }

    /// <summary>Gives it back.</summary>
    public void Leave() => _ = Interlocked.Decrement(ref entered);

    public void Add(SocketConnection socket)
    {
        open[socket] = true;
        if (stopping.IsCancellationRequested)
        {
            // It may have come too late to be told with the others.
            socket.Drain(TimeSpan.Zero);
        }
    }

    public void Remove(SocketConnection socket) => _ = open.TryRemove(socket, out _);

    /// <summary>Ends all sockets of a user.</summary>
    public void EndOfUser(Guid tenantId, string userId)
    {
        foreach (var (socket, _) in open)
        {
            if (socket.IsOf(tenantId, PrincipalKind.User, userId))
            {
                socket.End(SocketEnd.Unauthenticated);
            }
        }
    }

    public void Dispose() => whenStopping.Dispose();

    private void DrainAll()
    {
        var sockets = open.Keys;
        var spread = sockets.Count * PerSocket;
        spread = spread < options.ReconnectSpread ? spread : options.ReconnectSpread;
        foreach (var (index, socket) in sockets.Index())
        {
            socket.Drain(spread * index / sockets.Count);
        }
    }
}
