using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Chat.IntegrationTests.Xcelsior;

/// <summary>A client of the Xcelsior dialect's socket. Not thread-safe.</summary>
internal sealed class XcelsiorConnection : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 17];

    public string ConversationId { get; private set; } = "";

    public string CustomerId { get; private set; } = "";

    public static async Task<XcelsiorConnection> OpenAsync(
        Uri gateway,
        string email,
        string? conversationId,
        CancellationToken cancellationToken
    )
    {
        var user = JsonSerializer.Serialize(new { email, name = "John Doe" });
        var query = $"?user={Uri.EscapeDataString(user)}";
        var connection = new XcelsiorConnection();
        var address = new UriBuilder(gateway)
        {
            Scheme = "ws",
            Path = "/",
            Query = conversationId is null ? query : $"{query}&conversationId={conversationId}",
        };
        await connection._socket.ConnectAsync(address.Uri, cancellationToken);
        var connected = await connection.NextAsync(cancellationToken);
        Assert.Equal("connected", connected.GetProperty("type").GetString());
        connection.ConversationId = connected.GetProperty("conversationId").GetString()!;
        connection.CustomerId = connected.GetProperty("customerId").GetString()!;
        return connection;
    }

    public Task SendAsync(object frame, CancellationToken cancellationToken) =>
        _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(frame),
            WebSocketMessageType.Text,
            true,
            cancellationToken
        );

    public Task SayAsync(string content, CancellationToken cancellationToken) =>
        SendAsync(
            new
            {
                action = "sendMessage",
                data = new
                {
                    conversationId = ConversationId,
                    content,
                    messageType = "text",
                },
            },
            cancellationToken
        );

    /// <summary>The data of the next frame of this type; frames of typing are passed over unless they are asked for.</summary>
    public async Task<JsonElement> NextAsync(string type, CancellationToken cancellationToken)
    {
        while (true)
        {
            var frame = await NextAsync(cancellationToken);
            var found = frame.GetProperty("type").GetString();
            if (found == type)
            {
                return frame.GetProperty("data");
            }

            Assert.True(found == "typing", frame.GetRawText());
        }
    }

    public Task CloseAsync(CancellationToken cancellationToken) =>
        _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);

    /// <summary>As a network does that goes away.</summary>
    public void Abort() => _socket.Abort();

    public void Dispose() => _socket.Dispose();

    private async Task<JsonElement> NextAsync(CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(s_limit);
        var part = await _socket.ReceiveAsync(_buffer.AsMemory(), late.Token);
        Assert.Equal((WebSocketMessageType.Text, true), (part.MessageType, part.EndOfMessage));
        return JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(_buffer, 0, part.Count));
    }
}
