using System.Buffers;
using System.Net.WebSockets;

namespace Chat.Gateway.WebSockets;

/// <summary>Whole frames out of a socket. While none comes, it holds no buffer.</summary>
internal sealed class SocketReader(WebSocket socket, int maxFrameBytes)
{
    private const int FirstBuffer = 4_096;
    private byte[]? buffer;

    /// <summary>The next whole frame, valid until <see cref="Release"/>; or why there is none.</summary>
    public async ValueTask<(ReadOnlyMemory<byte> Frame, SocketEnd? End)> ReceiveAsync()
    {
        try
        {
            // Reading nothing waits for something without a buffer. No token: a receive that is cancelled cuts the
            // socket, and then no close frame could tell the peer why.
            var waited = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
            if (waited.MessageType == WebSocketMessageType.Close)
            {
                return (default, SocketEnd.ClientGone);
            }
            return waited.EndOfMessage ? (default, null) : await ReadAsync();
        }
        catch (Exception broken) when (broken is WebSocketException or OperationCanceledException or IOException)
        {
            return (default, SocketEnd.ClientGone);
        }
    }

    /// <summary>Gives the frame's memory back.</summary>
    public void Release()
    {
        if (buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = null;
        }
    }

    private async ValueTask<(ReadOnlyMemory<byte> Frame, SocketEnd? End)> ReadAsync()
    {
        buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        var length = 0;
        while (true)
        {
            // A receive fills what it is given: with more than one byte over the limit it would wait for a peer that stops
            // half-way through too large a frame.
            var room = Math.Min(buffer.Length, maxFrameBytes + 1) - length;
            var part = await socket.ReceiveAsync(buffer.AsMemory(length, room), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return (default, SocketEnd.ClientGone);
            }
            length += part.Count;
            if (length > maxFrameBytes)
            {
                return (default, SocketEnd.FrameTooLarge);
            }
            if (part.EndOfMessage)
            {
                return part.MessageType == WebSocketMessageType.Text
                    ? (buffer.AsMemory(0, length), null)
                    : (default, SocketEnd.BadFrame);
            }
            if (length == buffer.Length)
            {
                Grow(length);
            }
        }
    }

    private void Grow(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer!.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
