using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Chat.Shape.Bench;

/// <summary>
/// The gateway's part for sockets: stores what a socket says, acknowledges it, and gives it to the room's other sockets.
/// The peers' words: <c>{"id":1,"text":"..."}</c>, <c>{"ack":1}</c>, <c>{"message":"..."}</c>.
/// </summary>
internal sealed class SocketEdge(Store.StoreClient store)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<SocketPeer, byte>> rooms = new(
        StringComparer.Ordinal
    );

    public async Task ServeAsync(HttpContext context)
    {
        var room = context.Request.Query["room"].ToString();
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var peer = new SocketPeer(socket);
        var members = rooms.GetOrAdd(room, _ => new());
        members[peer] = 0;
        try
        {
            while (await peer.ReceiveAsync(context.RequestAborted) is { } frame)
            {
                // Beside the loop, so that a socket can have several messages in one commit.
                _ = AnswerAsync(room, members, peer, frame);
            }
        }
        finally
        {
            members.TryRemove(peer, out _);
        }
    }

    private async Task AnswerAsync(
        string room,
        ConcurrentDictionary<SocketPeer, byte> members,
        SocketPeer peer,
        byte[] frame
    )
    {
        using var message = JsonDocument.Parse(frame);
        var id = message.RootElement.GetProperty("id").GetInt64();
        var text = message.RootElement.GetProperty("text").GetString();
        await store.AppendAsync(
            new Entry
            {
                Conversation = room,
                Author = "visitor",
                Text = text,
            }
        );

        await peer.SendAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"ack\":{id}}}")));
        var told = JsonSerializer.SerializeToUtf8Bytes(new { message = text });
        foreach (var other in members.Keys.Where(other => other != peer))
        {
            await other.SendAsync(told);
        }
    }
}
