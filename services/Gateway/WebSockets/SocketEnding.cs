using System.Net.WebSockets;

namespace Chat.Gateway.WebSockets;

/// <summary>How one socket ends. The first reason counts.</summary>
/// <remarks>
/// <list type="number">
/// <item>Whatever ends the socket calls <see cref="End"/>.</item>
/// <item>What is queued is sent, then the close frame.</item>
/// <item>The reading loop goes on, to no effect, until the peer's close frame comes; a peer that sends none is cut.</item>
/// <item>The loop calls <see cref="FinishAsync"/> when it is through.</item>
/// </list>
/// </remarks>
internal sealed class SocketEnding(WebSocket socket, SocketOutbox outbox, TimeProvider time)
{
    private const int NotEnded = -1;

    // A close frame behind a full pipe is read late or never; then the connection is cut.
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource hasRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource hasClosed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int ended = NotEnded;

    /// <summary>Whether there is a reason already.</summary>
    public bool HasBegun => Volatile.Read(ref ended) != NotEnded;

    /// <summary>Ends the socket; the first reason counts.</summary>
    public void End(SocketEnd end)
    {
        if (Interlocked.CompareExchange(ref ended, (int)end, NotEnded) == NotEnded)
        {
            _ = CloseAsync(end);
        }
    }

    /// <summary>Nothing is read any more: waits until the socket is closed, and says why it was.</summary>
    public async Task<SocketEnd> FinishAsync()
    {
        End(SocketEnd.ClientGone);
        _ = hasRead.TrySetResult();
        await hasClosed.Task;
        return (SocketEnd)ended;
    }

    private async Task CloseAsync(SocketEnd end)
    {
        var (status, reason) = SocketEndTable.ToClose(end);
        using var late = new CancellationTokenSource(CloseLimit, time);
        await using var cut = late.Token.UnsafeRegister(static state => ((WebSocket)state!).Abort(), socket);
        try
        {
            outbox.Complete();
            await outbox.Sent;
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(status, reason, CancellationToken.None);
            }
        }
        catch (Exception broken)
            when (broken is WebSocketException or OperationCanceledException or InvalidOperationException or IOException
            )
        {
            socket.Abort();
        }
        await hasRead.Task;
        _ = hasClosed.TrySetResult();
    }
}
