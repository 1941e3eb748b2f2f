using System.Net.WebSockets;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>A socket whose peer has sent these parts, and nothing behind them.</summary>
internal sealed class SpokenWebSocket(params (WebSocketMessageType Type, byte[] Bytes, bool IsLast)[] parts) : WebSocket
{
    private readonly Queue<(WebSocketMessageType Type, ReadOnlyMemory<byte> Bytes, bool IsLast)> coming = new(
        parts.Select(part => (part.Type, (ReadOnlyMemory<byte>)part.Bytes, part.IsLast))
    );

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => WebSocketState.Open;

    public override string? SubProtocol => null;

    /// <summary>What is thrown when nothing comes any more.</summary>
    public Exception Broken { get; init; } = new WebSocketException(WebSocketError.ConnectionClosedPrematurely);

    /// <summary>Bytes that were asked for at most with one receive.</summary>
    public int LargestRoom { get; private set; }

    public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        LargestRoom = Math.Max(LargestRoom, buffer.Length);
        if (!coming.TryPeek(out var part))
        {
            return ValueTask.FromException<ValueWebSocketReceiveResult>(Broken);
        }
        if (part.Bytes.Length > buffer.Length)
        {
            part.Bytes[..buffer.Length].CopyTo(buffer);
            _ = coming.Dequeue();
            var rest = coming.ToArray();
            coming.Clear();
            coming.Enqueue(part with { Bytes = part.Bytes[buffer.Length..] });
            Array.ForEach(rest, coming.Enqueue);
            return ValueTask.FromResult(new ValueWebSocketReceiveResult(buffer.Length, part.Type, false));
        }
        _ = coming.Dequeue();
        part.Bytes.CopyTo(buffer);
        return ValueTask.FromResult(new ValueWebSocketReceiveResult(part.Bytes.Length, part.Type, part.IsLast));
    }

    public override Task<WebSocketReceiveResult> ReceiveAsync(
        ArraySegment<byte> buffer,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public override Task SendAsync(
        ArraySegment<byte> buffer,
        WebSocketMessageType messageType,
        bool endOfMessage,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

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

    public override void Dispose() { }
}
