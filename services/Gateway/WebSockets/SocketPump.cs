using System.Net.WebSockets;
using System.Threading.Channels;

namespace Chat.Gateway.WebSockets;

/// <summary>Moves bytes between the socket and its connection: whole frames in, queued frames out, both bounded.</summary>
internal sealed class SocketPump(WebSocket socket, SocketOptions options, TimeProvider time)
{
    // A close frame behind a full pipe is read late or never; then the connection is cut.
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    private readonly Channel<byte[]> outgoing = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(options.MaxQueuedFrames) { SingleReader = true }
    );

    private readonly byte[] incoming = new byte[options.MaxFrameBytes];
    private Task<(ReadOnlyMemory<byte> Frame, SocketEnd? End)>? receiving;

    /// <summary>Queues a frame, waiting for room. False when the reader is too slow.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<bool> SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        if (outgoing.Writer.TryWrite(frame))
        {
            return true;
        }
        using var late = new CancellationTokenSource(options.SlowReaderLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await outgoing.Writer.WriteAsync(frame, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (ChannelClosedException)
        {
            // The socket is being closed; nobody waits for this frame any more.
            return true;
        }
    }

    /// <summary>The next whole frame, valid until the next call; or why there is none.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<(ReadOnlyMemory<byte> Frame, SocketEnd? End)> ReceiveAsync(
        CancellationToken cancellationToken
    )
    {
        // A receive that is cancelled cuts the socket, and then no close frame could tell the peer why: so it goes on
        // while the waiting for it is given up.
        receiving ??= ReceiveFrameAsync();
        var received = await receiving.WaitAsync(cancellationToken);
        receiving = null;
        return received;
    }

    /// <summary>Sends queued frames until the queue is completed or the socket breaks.</summary>
    /// <param name="cancellationToken">Cuts the socket: to be cancelled only when the peer is gone.</param>
    public async Task RunWriterAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var frame in outgoing.Reader.ReadAllAsync(cancellationToken))
            {
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            }
        }
        catch (Exception broken)
            when (broken is WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            // Broken or aborted: the receiving side sees the same and ends the connection.
            _ = outgoing.Writer.TryComplete();
        }
    }

    /// <summary>Sends what is queued, then the close frame; cuts the connection when the peer does not answer.</summary>
    public async Task CloseAsync(SocketEnd end, Task writer, CancellationToken cancellationToken)
    {
        _ = outgoing.Writer.TryComplete();
        var (status, reason) = SocketEndTable.ToClose(end);
        using var late = new CancellationTokenSource(CloseLimit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await writer.WaitAsync(limit.Token);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(status, reason, limit.Token);
            }
            while (socket.State == WebSocketState.CloseSent)
            {
                _ = await ReceiveAsync(limit.Token);
            }
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException)
        {
            socket.Abort();
        }
        await writer;
        if (receiving is not null)
        {
            _ = await receiving;
        }
    }

    private async Task<(ReadOnlyMemory<byte> Frame, SocketEnd? End)> ReceiveFrameAsync()
    {
        var length = 0;
        while (length < incoming.Length)
        {
            ValueWebSocketReceiveResult part;
            try
            {
                part = await socket.ReceiveAsync(incoming.AsMemory(length), CancellationToken.None);
            }
            catch (Exception broken) when (broken is WebSocketException or OperationCanceledException)
            {
                return (default, SocketEnd.ClientGone);
            }
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return (default, SocketEnd.ClientGone);
            }
            length += part.Count;
            if (part.EndOfMessage)
            {
                return part.MessageType == WebSocketMessageType.Text
                    ? (incoming.AsMemory(0, length), null)
                    : (default, SocketEnd.BadFrame);
            }
        }
        return (default, SocketEnd.FrameTooLarge);
    }
}
