using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>A socket whose peer reads a frame only when a test says so.</summary>
internal sealed class StuckWebSocket : WebSocket
{
    private readonly Channel<bool> reads = Channel.CreateBounded<bool>(100);
    private int begun;

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => WebSocketState.Open;

    public override string? SubProtocol => null;

    /// <summary>Frames on their way, or read.</summary>
    public int Begun => Volatile.Read(ref begun);

    /// <summary>Frames the peer has read.</summary>
    public ConcurrentQueue<string> Frames { get; } = new();

    /// <summary>The peer reads so many frames.</summary>
    public void Read(int frames)
    {
        for (var n = 0; n < frames; n++)
        {
            Assert.True(reads.Writer.TryWrite(true));
        }
    }

    public override async Task SendAsync(
        ArraySegment<byte> buffer,
        WebSocketMessageType messageType,
        bool endOfMessage,
        CancellationToken cancellationToken
    )
    {
        Interlocked.Increment(ref begun);
        await reads.Reader.ReadAsync(cancellationToken);
        Frames.Enqueue(Encoding.UTF8.GetString(buffer));
    }

    public override void Abort() => throw new NotSupportedException();

    public override Task CloseAsync(
        WebSocketCloseStatus closeStatus,
        string? statusDescription,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public override Task CloseOutputAsync(
        WebSocketCloseStatus closeStatus,
        string? statusDescription,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public override Task<WebSocketReceiveResult> ReceiveAsync(
        ArraySegment<byte> buffer,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public override void Dispose() { }
}
