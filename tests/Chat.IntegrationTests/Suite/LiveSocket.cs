using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Chat.IntegrationTests.Suite;

/// <summary>A client of <c>/v1/live</c>. Not thread-safe.</summary>
internal sealed class LiveSocket : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 18];

    public static async Task<LiveSocket> OpenAsync(Uri gateway, string credential, CancellationToken cancellationToken)
    {
        var live = new LiveSocket();
        live._socket.Options.AddSubProtocol("chat.v1");
        live._socket.Options.AddSubProtocol("bearer." + credential);
        await live._socket.ConnectAsync(
            new UriBuilder(gateway) { Scheme = "ws", Path = "/v1/live" }.Uri,
            cancellationToken
        );
        return live;
    }

    public async Task SendAsync(object frame, CancellationToken cancellationToken) =>
        await _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(frame),
            WebSocketMessageType.Text,
            true,
            cancellationToken
        );

    /// <summary>The next frame of this type; others are passed over.</summary>
    public Task<JsonElement> NextAsync(string type, CancellationToken cancellationToken) =>
        NextAsync([type], cancellationToken);

    /// <summary>The next frame of one of these types; others are passed over.</summary>
    public async Task<JsonElement> NextAsync(IReadOnlyCollection<string> types, CancellationToken cancellationToken)
    {
        while (true)
        {
            var frame = await NextAsync(cancellationToken);
            var found = frame.GetProperty("type").GetString()!;
            if (types.Contains(found))
            {
                return frame;
            }

            Assert.False(found == "error", frame.GetRawText());
        }
    }

    /// <summary>Reads entries until a message with this text; answers the messages on the way, and the last cursor.</summary>
    public async Task<(List<(long Sequence, string Text)> Messages, string Cursor)> MessagesUntilAsync(
        string text,
        CancellationToken cancellationToken
    )
    {
        var messages = new List<(long, string)>();
        var cursor = "";
        while (true)
        {
            var frame = await NextAsync("entries", cancellationToken);
            foreach (var entry in frame.GetProperty("entries").EnumerateArray())
            {
                cursor = entry.GetProperty("cursor").GetString()!;
                if (entry.TryGetProperty("message", out var message))
                {
                    messages.Add(
                        (message.GetProperty("sequence").GetInt64(), message.GetProperty("text").GetString()!)
                    );
                }
            }

            if (messages.Exists(message => message.Item2 == text))
            {
                return (messages, cursor);
            }
        }
    }

    /// <summary>The next signal of this type; others, which come at any time, are passed over.</summary>
    public async Task<JsonElement> NextSignalAsync(string type, CancellationToken cancellationToken)
    {
        while (true)
        {
            var frame = await NextAsync("signals", cancellationToken);
            foreach (var signal in frame.GetProperty("signals").EnumerateArray())
            {
                if (signal.GetProperty("type").GetString() == type)
                {
                    return signal;
                }
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<JsonElement> NextAsync(CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(s_limit);
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), late.Token);
            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            length += part.Count;
            if (part.EndOfMessage)
            {
                return JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(_buffer, 0, length));
            }
        }
    }
}
