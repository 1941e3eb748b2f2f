using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Sockets;

/// <summary>A client of the dialect's socket, which knows of it what its page says.</summary>
internal sealed class XcelsiorClient : IDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[1 << 17];

    public int? CloseCode => (int?)socket.CloseStatus;

    public static async Task<XcelsiorClient> ConnectAsync(
        Uri gateway,
        string query,
        CancellationToken cancellationToken,
        string path = "/",
        string? origin = null,
        string? address = null,
        string? languages = null
    )
    {
        var client = new XcelsiorClient();
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
        var target = new UriBuilder(gateway)
        {
            Scheme = "ws",
            Path = path,
            Query = query,
        };
        await client.socket.ConnectAsync(target.Uri, cancellationToken);
        return client;
    }

    /// <summary>The address's query for somebody.</summary>
    public static string As(string email, string? conversationId = null) =>
        $"?user={Uri.EscapeDataString($$"""{"email":"{{email}}","name":"John Doe"}""")}"
        + (conversationId is null ? "" : $"&conversationId={conversationId}");

    public Task SendAsync(string frame, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, cancellationToken);

    public Task SayAsync(string conversationId, string content, CancellationToken cancellationToken) =>
        SendAsync(
            $$$"""
            {"action":"sendMessage","data":{"conversationId":"{{{conversationId}}}","content":"{{{content}}}","messageType":"text"}}
            """,
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

    /// <summary>The data of the next frame, which must have this type.</summary>
    public async Task<JsonElement> NextAsync(string type, CancellationToken cancellationToken)
    {
        var frame = await NextAsync(cancellationToken);
        Assert.Equal(type, frame?.GetProperty("type").GetString());
        return type == "connected" ? frame!.Value : frame!.Value.GetProperty("data");
    }

    public Task CloseAsync(CancellationToken cancellationToken) =>
        socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);

    public void Abort() => socket.Abort();

    public void Dispose() => socket.Dispose();
}
