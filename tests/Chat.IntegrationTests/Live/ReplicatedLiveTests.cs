using System.Text.Json;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Live;

/// <summary>Visitors and the company's backend over sockets, behind two gateways and two Sessions.</summary>
[Collection(ReplicatedSuiteTests.Name)]
public sealed class ReplicatedLiveTests(ReplicatedSuite suite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Socket_ComesBack_GetsExactlyWhatItMissed()
    {
        const string externalId = "live-resume";
        using var backend = await OpenAsync(ChatSuite.SecretKey);
        using var reader = await OpenAsync(ChatSuite.SecretKey);
        await SendAsync(backend, externalId, "1");
        await reader.SendAsync(
            new
            {
                type = "subscribe",
                id = "s",
                externalId,
            },
            Cancelled
        );
        var (_, cursor) = await reader.MessagesUntilAsync("1", Cancelled);
        reader.Dispose();

        for (var n = 2; n <= 20; n++)
        {
            await SendAsync(backend, externalId, n.ToString());
        }

        using var again = await OpenAsync(ChatSuite.SecretKey);
        await again.SendAsync(
            new
            {
                type = "resume",
                id = "r",
                subscriptions = new[]
                {
                    new
                    {
                        id = "s",
                        externalId,
                        cursor,
                    },
                },
            },
            Cancelled
        );
        await SendAsync(backend, externalId, "21");
        var (missed, _) = await again.MessagesUntilAsync("21", Cancelled);
        Assert.Equal(Enumerable.Range(2, 20).Select(n => ((long)n, n.ToString())), missed);
    }

    [Fact]
    public async Task FirstMessages_OfOneVisitorOnTwoScreensAtOnce_AreOneConversation()
    {
        var token = await TokenOfVisitorAsync();
        using var one = await OpenAsync(token);
        using var other = await OpenAsync(token);

        await Task.WhenAll(FirstAsync(one, "1"), FirstAsync(other, "2"));
        var first = await one.NextAsync("ack", Cancelled);
        var second = await other.NextAsync("ack", Cancelled);

        Assert.Equal(first.GetProperty("conversationId").GetString(), second.GetProperty("conversationId").GetString());
        Assert.NotEqual(first.GetProperty("cursor").GetString(), second.GetProperty("cursor").GetString());
    }

    [Fact]
    public async Task Typing_OfAVisitor_IsSeenByTheBackend()
    {
        using var visitor = await SocketOfVisitorAsync();
        await visitor.SendAsync(
            new
            {
                type = "message.send",
                id = "1",
                text = "Is anybody there?",
                clientMessageId = "1",
            },
            Cancelled
        );
        var conversationId = (await visitor.NextAsync("ack", Cancelled)).GetProperty("conversationId").GetString()!;
        using var backend = await OpenAsync(ChatSuite.SecretKey);
        foreach (var socket in (LiveSocket[])[visitor, backend])
        {
            await socket.SendAsync(
                new
                {
                    type = "subscribe",
                    id = "s",
                    conversationId,
                    signals = true,
                },
                Cancelled
            );
            await socket.NextAsync("subscribed", Cancelled);
        }

        await visitor.SendAsync(
            new
            {
                type = "typing",
                conversationId,
                typing = true,
            },
            Cancelled
        );
        var started = await NextTypingAsync(backend);
        visitor.Dispose();
        var stopped = await NextTypingAsync(backend);

        Assert.True(started.GetProperty("typing").GetBoolean());
        Assert.False(stopped.GetProperty("typing").GetBoolean());
    }

    [Fact]
    public async Task Conversation_OpenedOverASocket_IsListedEndedAndRated()
    {
        using var visitor = await SocketOfVisitorAsync();
        using var backend = await OpenAsync(ChatSuite.SecretKey);

        await visitor.SendAsync(
            new
            {
                type = "conversation.open",
                id = "1",
                subject = "A parcel of its own kind",
            },
            Cancelled
        );
        var opened = (await visitor.NextAsync("conversation", Cancelled)).GetProperty("conversation");
        var conversationId = opened.GetProperty("id").GetString()!;
        await SendAsync(visitor, conversationId, "message.send", new { text = "Where is it?", clientMessageId = "1" });
        await backend.SendAsync(
            new
            {
                type = "conversation.list",
                id = "2",
                q = "kind parc",
                status = "open,queued",
            },
            Cancelled
        );
        var listed = (await backend.NextAsync("conversations", Cancelled))
            .GetProperty("data")
            .EnumerateArray()
            .Single();
        await SendAsync(backend, conversationId, "resolve", new { });
        await SendAsync(visitor, conversationId, "rating", new { value = 4, comment = "It came." });
        await visitor.SendAsync(new { type = "conversation.list", id = "3" }, Cancelled);
        var own = (await visitor.NextAsync("conversations", Cancelled)).GetProperty("data").EnumerateArray().Single();

        Assert.Equal(conversationId, listed.GetProperty("id").GetString());
        Assert.Equal(1, listed.GetProperty("unreadCount").GetInt32());
        Assert.Equal(
            (conversationId, "resolved", 4),
            (
                own.GetProperty("id").GetString(),
                own.GetProperty("status").GetString(),
                own.GetProperty("satisfaction").GetInt32()
            )
        );
    }

    // A command about a conversation, until it is acknowledged.
    private static async Task SendAsync(LiveSocket socket, string conversationId, string type, object more)
    {
        var frame = JsonSerializer.SerializeToNode(more)!.AsObject();
        frame["type"] = type;
        frame["id"] = type;
        frame["conversationId"] = conversationId;
        await socket.SendAsync(frame, Cancelled);
        await socket.NextAsync("ack", Cancelled);
    }

    private static Task<JsonElement> NextTypingAsync(LiveSocket socket) => socket.NextSignalAsync("typing", Cancelled);

    private static async Task SendAsync(LiveSocket socket, string externalId, string text)
    {
        await socket.SendAsync(
            new
            {
                type = "message.send",
                id = text,
                externalId,
                text,
                clientMessageId = text,
            },
            Cancelled
        );
        await socket.NextAsync("ack", Cancelled);
    }

    private static Task FirstAsync(LiveSocket socket, string text) =>
        socket.SendAsync(
            new
            {
                type = "message.send",
                id = text,
                text,
                clientMessageId = text,
            },
            Cancelled
        );

    private async Task<LiveSocket> SocketOfVisitorAsync() => await OpenAsync(await TokenOfVisitorAsync());

    private async Task<string> TokenOfVisitorAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/visitors");
        request.Headers.Authorization = new("Bearer", ChatSuite.PublishableKey);
        using var response = await suite.Gateway.SendAsync(request, Cancelled);
        var visitor = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Cancelled));
        return visitor.GetProperty("token").GetString()!;
    }

    private async Task<LiveSocket> OpenAsync(string credential)
    {
        var socket = await LiveSocket.OpenAsync(suite.Gateway.BaseAddress!, credential, Cancelled);
        await socket.NextAsync("ready", Cancelled);
        return socket;
    }
}
