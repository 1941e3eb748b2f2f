using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>A client of the socket protocol.</summary>
internal sealed class SocketClient : IDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[1 << 20];

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public static async Task<SocketClient> ConnectAsync(
        Uri gateway,
        string? bearer,
        CancellationToken cancellationToken,
        string? origin = null
    )
    {
        var client = new SocketClient();
        client.socket.Options.AddSubProtocol("chat.v1");
        if (bearer is not null)
        {
            client.socket.Options.AddSubProtocol("bearer." + bearer);
        }
        if (origin is not null)
        {
            client.socket.Options.SetRequestHeader("Origin", origin);
        }
        await client.socket.ConnectAsync(
            new UriBuilder(gateway) { Scheme = "ws", Path = "/v1/live" }.Uri,
            cancellationToken
        );
        return client;
    }

    public Task SendAsync(string frame, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, cancellationToken);

    /// <summary>The next frame; null when the socket was closed.</summary>
    public async Task<JsonElement?> NextAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                return null;
            }
            length += part.Count;
            if (part.EndOfMessage)
            {
                using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
                return document.RootElement.Clone();
            }
        }
    }

    /// <summary>The next frame, which must have this type.</summary>
    public async Task<JsonElement> NextAsync(string type, CancellationToken cancellationToken)
    {
        var frame = await NextAsync(cancellationToken);
        Assert.Equal(type, frame?.GetProperty("type").GetString());
        return frame!.Value;
    }

    public void Dispose() => socket.Dispose();
}
