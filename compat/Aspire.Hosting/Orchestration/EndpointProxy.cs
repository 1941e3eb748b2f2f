using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.Orchestration;

/// <summary>Spreads the connections to one address over the replicas behind it, in turn.</summary>
internal sealed class EndpointProxy : IAsyncDisposable
{
    private const int Backlog = 512;
    private const int BufferSize = 32 * 1024;

    private readonly EndpointProxyRoute _route;
    private readonly SemaphoreSlim _places;
    private readonly List<Socket> _listeners = [];
    private readonly List<Task> _loops = [];
    private readonly CancellationTokenSource _stop = new();
    private int _next;

    /// <param name="route">What it serves.</param>
    /// <param name="places">
    /// How many connections it carries at a time; further callers wait to be let in. A process that has no file left to
    /// open ends, and with it everything it started.
    /// </param>
    /// <exception cref="SocketException">The public port is taken.</exception>
    public EndpointProxy(EndpointProxyRoute route, int places)
    {
        _route = route;
        _places = new SemaphoreSlim(places);
        Listen(IPAddress.Loopback);
        if (Socket.OSSupportsIPv6)
        {
            Listen(IPAddress.IPv6Loopback);
        }
        _loops.AddRange(_listeners.Select(AcceptAsync));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }
        await Task.WhenAll(_loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private void Listen(IPAddress address)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(address, _route.PublicPort));
            listener.Listen(Backlog);
            _listeners.Add(listener);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // The kernel knows IPv6, but this machine's loopback has none.
            listener.Dispose();
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await LetInAsync(await listener.AcceptAsync(_stop.Token));
            }
            catch (Exception exception)
                when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The caller left before it was accepted, or we stop, which the loop's condition tells.
            }
        }
    }

    private async Task LetInAsync(Socket client)
    {
        try
        {
            await _places.WaitAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            client.Dispose();
            throw;
        }
        _ = RelayAsync(client);
    }

    private async Task RelayAsync(Socket client)
    {
        try
        {
            using (client)
            {
                await RelayToReplicaAsync(client);
            }
        }
        finally
        {
            _ = _places.Release();
        }
    }

    private async Task RelayToReplicaAsync(Socket client)
    {
        client.NoDelay = true;
        var (replica, silence) = await ConnectAsync();
        if (replica is null)
        {
            return;
        }
        using var connected = replica;
        // Whoever waits for a replica that hangs is cut off, as if it had died: it comes back to another one.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, silence);
        await Task.WhenAll(CopyAsync(client, replica, ended), CopyAsync(replica, client, ended));
    }

    // A crashed replica refuses at once, so its turn goes to the next one. For one that hangs the kernel would take the
    // connection: it gets none, unless all of them hang.
    private async Task<(Socket? Replica, CancellationToken Silence)> ConnectAsync()
    {
        var first = (uint)Interlocked.Increment(ref _next);
        var allAreSilent = _route.Replicas.All(static replica => replica.Silence.IsSilent);
        for (var i = 0; i < _route.Replicas.Count; i++)
        {
            var (port, silence) = _route.Replicas[(int)((first + (uint)i) % (uint)_route.Replicas.Count)];
            var token = silence.Token;
            if (token.IsCancellationRequested && !allAreSilent)
            {
                continue;
            }
            var replica = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
            };
            try
            {
                await replica.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), _stop.Token);
                return (replica, allAreSilent ? CancellationToken.None : token);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                replica.Dispose();
            }
        }
        return (null, CancellationToken.None);
    }

    // Half-closing passes on; a broken side ends both, as it would without a proxy.
    private static async Task CopyAsync(Socket from, Socket to, CancellationTokenSource ended)
    {
        try
        {
            while (await PassOnAsync(from, to, ended.Token))
            {
                // Until its end.
            }
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            await ended.CancelAsync();
        }
    }

    private static async Task<bool> PassOnAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        // Waits without a buffer: thousands of idle connections hold none.
        await from.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var read = await from.ReceiveAsync(buffer, cancellationToken);
            for (var sent = 0; sent < read; )
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), cancellationToken);
            }
            return read > 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
