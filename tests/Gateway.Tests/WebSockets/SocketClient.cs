using System.Net.Sockets;
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

    /// <summary>A client whose machine takes little that it does not read; the caller disposes of the connections.</summary>
    public static async Task<SocketClient> ConnectNarrowAsync(
        Uri gateway,
        string bearer,
        HttpMessageInvoker connections,
        CancellationToken cancellationToken
    )
    {
        var client = new SocketClient();
        client.socket.Options.AddSubProtocol("chat.v1");
        client.socket.Options.AddSubProtocol("bearer." + bearer);
        await client.socket.ConnectAsync(AddressOf(gateway), connections, cancellationToken);
        return client;
    }

    /// <summary>Connections with a small buffer for what comes.</summary>
    public static HttpMessageInvoker NarrowConnections() =>
        new(
            new SocketsHttpHandler
            {
                UseProxy = false,
                ConnectCallback = static async (context, cancellationToken) =>
                {
                    var connection = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
                    await connection.ConnectAsync(context.DnsEndPoint, cancellationToken);
                    return new NetworkStream(connection, ownsSocket: true);
                },
            }
        );

    public static async Task<SocketClient> ConnectAsync(
        Uri gateway,
        string? bearer,
        CancellationToken cancellationToken,
        string? origin = null,
        string? address = null,
        string? languages = null
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
        if (address is not null)
        {
            client.socket.Options.SetRequestHeader("X-Forwarded-For", address);
        }
        if (languages is not null)
        {
            client.socket.Options.SetRequestHeader("Accept-Language", languages);
        }
        await client.socket.ConnectAsync(AddressOf(gateway), cancellationToken);
        return client;
    }

    private static Uri AddressOf(Uri gateway) => new UriBuilder(gateway) { Scheme = "ws", Path = "/v1/live" }.Uri;

    public Task SendAsync(string frame, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, cancellationToken);

    /// <summary>Sends the beginning of a frame whose rest never comes.</summary>
    public Task BeginAsync(string beginning, CancellationToken cancellationToken) =>
        socket.SendAsync(
            Encoding.UTF8.GetBytes(beginning),
            WebSocketMessageType.Text,
            endOfMessage: false,
            cancellationToken
        );

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

    public Task CloseAsync(CancellationToken cancellationToken) =>
        socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);

    public void Abort() => socket.Abort();

    public void Dispose() => socket.Dispose();
}
