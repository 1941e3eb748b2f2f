using System.Net.WebSockets;

namespace Chat.Shape.Bench;

/// <summary>One socket: whole frames of at most 1 KiB, one writer at a time.</summary>
internal sealed class SocketPeer(WebSocket socket) : IDisposable
{
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly byte[] buffer = new byte[1024];

    /// <summary>The next frame; null when the other side has gone.</summary>
    public async Task<byte[]?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await socket.ReceiveAsync(buffer, cancellationToken);
            return result.MessageType == WebSocketMessageType.Close ? null : buffer[..result.Count];
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    public async Task SendAsync(byte[] frame)
    {
        await writing.WaitAsync();
        try
        {
            if (socket.State == WebSocketState.Open)
            {
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
        }
        catch (WebSocketException)
        {
            // It went meanwhile: what follows in its room does not concern it.
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();
}
