using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults.Errors;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class SendTests : GatewayTest
{
    private const string Hi = """{"type":"message.send","id":"1","text":"Hi","clientMessageId":"c-1"}""";

    [Fact]
    public async Task Send_Message_IsAcknowledgedWithItsPlaceInTheLog()
    {
        using var socket = await ReadyAsync();

        await socket.SendAsync(Hi, Cancelled);

        var ack = await socket.NextAsync("ack", Cancelled);
        Assert.Equal("1", ack.GetProperty("id").GetString());
        Assert.Equal("7.1", ack.GetProperty("cursor").GetString());
        Assert.Equal(FakeReplies.MessageId, ack.GetProperty("message").GetProperty("id").GetString());
        Assert.Equal("c-1", Gateway.Fakes.Conversations.Posts.Single().ClientMessageId);
        Assert.Empty(Gateway.Fakes.Replies.Requests);
    }

    [Fact]
    public async Task Send_FirstMessageTwice_NamesTheSameConversation()
    {
        using var socket = await ReadyAsync();

        await socket.SendAsync(Hi, Cancelled);
        await socket.NextAsync("ack", Cancelled);
        await socket.SendAsync(Hi, Cancelled);
        await socket.NextAsync("ack", Cancelled);

        var ids = Gateway.Fakes.Conversations.Posts.Select(request => request.ExternalId).ToList();
        Assert.NotEqual("", ids[0]);
        Assert.Equal(ids[0], ids[1]);
    }

    [Theory]
    [InlineData("{", true)]
    [InlineData("{\"conversationId\":\"0198c2a6-7b1e-7c5e-9d0a-3f5b8c1d2e4f\",", false)]
    public async Task Send_CustomerNamesNoConversation_TakesTheLiveOne(string beginning, bool live)
    {
        using var socket = await ReadyAsync();

        await socket.SendAsync(beginning + Hi[1..], Cancelled);
        await socket.NextAsync("ack", Cancelled);

        Assert.Equal(live, Gateway.Fakes.Conversations.Posts.Single().ReuseLive);
    }

    [Fact]
    public async Task Send_KnownMessageWithAnotherText_IsRefused()
    {
        Gateway.Fakes.Conversations.Handler = static request =>
            FakeConversations.Stored(request, knownText: "Something else");
        using var socket = await ReadyAsync();

        await socket.SendAsync(Hi, Cancelled);

        await RefusedAsync(socket, "idempotency_key_reused");
    }

    [Fact]
    public async Task Send_StoreRefuses_IsToldWhyAndTheSocketLives()
    {
        Gateway.Fakes.Conversations.Handler = static _ => new AppendResult
        {
            Error = new Conflict("conversation_closed", "Closed.").ToRpcStatus(),
        };
        using var socket = await ReadyAsync();

        await socket.SendAsync(Hi, Cancelled);

        await RefusedAsync(socket, "conversation_closed");
        await socket.SendAsync("""{"type":"ping"}""", Cancelled);
        await socket.NextAsync("pong", Cancelled);
    }

    [Fact]
    public async Task Send_ManyWithoutWaiting_AreStoredInTheirOrder()
    {
        using var socket = await ReadyAsync(GatewayHost.SecretKey);

        for (var n = 0; n < 100; n++)
        {
            await socket.SendAsync(
                $$"""{"type":"message.send","id":"{{n}}","conversationId":"{{FakeReplies.ConversationId}}","text":"{{n}}","clientMessageId":"c-{{n}}"}""",
                Cancelled
            );
        }

        var acknowledged = new HashSet<string?>();
        for (var n = 0; n < 100; n++)
        {
            acknowledged.Add((await socket.NextAsync("ack", Cancelled)).GetProperty("id").GetString());
        }
        Assert.Equal(100, acknowledged.Count);
        Assert.Equal(
            Enumerable.Range(0, 100).Select(static n => n.ToString()),
            Gateway.Fakes.Conversations.Posts.Select(static post => post.Text)
        );
    }

    [Fact]
    public async Task Send_WhereTheAiAnswers_HasTheStoredMessagesAnsweredInTheirOrder()
    {
        Gateway.Fakes.Conversations.Handler = static request => FakeConversations.Stored(request, ConversationMode.Ai);
        using var socket = await ReadyAsync();

        await socket.SendAsync(Hi, Cancelled);
        await socket.SendAsync(Hi.Replace("c-1", "c-2", StringComparison.Ordinal), Cancelled);
        await socket.NextAsync("ack", Cancelled);
        await socket.NextAsync("ack", Cancelled);

        await Eventually.TrueAsync(() => Gateway.Fakes.Replies.Requests.Count == 2, Cancelled);
        Assert.Equal(
            [("c-1", FakeReplies.ConversationId), ("c-2", FakeReplies.ConversationId)],
            Gateway.Fakes.Replies.Requests.Select(static request => (request.ClientMessageId, request.ConversationId))
        );
    }

    [Fact]
    public async Task Send_TheAiTakesItsTime_IsToldHowAndForWhichMessage()
    {
        Gateway.Fakes.Conversations.Handler = static request => Paced(request);
        using var socket = await ReadyAsync();

        await socket.SendAsync(Hi, Cancelled);
        await socket.NextAsync("ack", Cancelled);

        await Eventually.TrueAsync(() => Gateway.Fakes.Replies.Requests.Count == 1, Cancelled);
        var asked = Gateway.Fakes.Replies.Requests.Single();
        Assert.Equal((700, 1L), (asked.Pace.DebounceMilliseconds, asked.Sequence));
    }

    [Fact]
    public async Task Send_OnBeforeTheAiBegan_GivesTheFirstAnswerUpForTheSecond()
    {
        Gateway.Fakes.Conversations.Handler = static request => Paced(request);
        var (givenUp, kept) = (new TaskCompletionSource<string>(), new TaskCompletionSource());
        Gateway.Fakes.Replies.Handler = async (request, stream, context) =>
        {
            await using var whenCancelled = context.CancellationToken.Register(() =>
                givenUp.TrySetResult(request.ClientMessageId)
            );
            await context.WriteResponseHeadersAsync([]);
            await (request.ClientMessageId == "c-1" ? givenUp.Task : kept.Task);
        };
        using var socket = await ReadyAsync();

        await socket.SendAsync(Hi, Cancelled);
        await socket.NextAsync("ack", Cancelled);
        await socket.SendAsync(Hi.Replace("c-1", "c-2", StringComparison.Ordinal), Cancelled);
        await socket.NextAsync("ack", Cancelled);

        Assert.Equal("c-1", await givenUp.Task.WithTimeout());
        await Eventually.TrueAsync(() => Gateway.Fakes.Replies.Requests.Count == 2, Cancelled);
        kept.SetResult();
    }

    [Fact]
    public async Task Send_OnWhenTheAiHasBegun_LetsItGoOn()
    {
        Gateway.Fakes.Conversations.Handler = static request => Paced(request);
        var (isRead, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var isCancelled = false;
        Gateway.Fakes.Replies.Handler = async (request, stream, context) =>
        {
            await using var whenCancelled = context.CancellationToken.Register(() =>
                isCancelled |= request.ClientMessageId == "c-1"
            );
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            // More than fits on the way: once it is written, the first is read.
            for (var part = 0; part < 20 && request.ClientMessageId == "c-1"; part++)
            {
                await stream.WriteAsync(FakeReplies.Delta(new string('x', 1 << 20), 0), context.CancellationToken);
            }
            isRead.TrySetResult();
            await end.Task;
        };
        using var socket = await ReadyAsync();

        await socket.SendAsync(Hi, Cancelled);
        await socket.NextAsync("ack", Cancelled);
        await isRead.Task.WithTimeout();
        await socket.SendAsync(Hi.Replace("c-1", "c-2", StringComparison.Ordinal), Cancelled);
        await Eventually.TrueAsync(() => Gateway.Fakes.Replies.Requests.Count == 2, Cancelled);

        Assert.False(isCancelled);
        end.SetResult();
    }

    [Fact]
    public async Task Send_WhatTheMessageSaysOfItsSender_ReachesTheAi()
    {
        Gateway.Fakes.Conversations.Handler = static request => FakeConversations.Stored(request, ConversationMode.Ai);
        using var socket = await ReadyAsync(languages: "fr");

        await socket.SendAsync(
            $$$"""
            {"locale":"de-AT","page":{"url":"https://shop.example/cart","title":"Cart","description":"What you chose",
            "contentSnippet":"2 items"},"userData":{"plan":"pro"},{{{Hi[1..]}}}
            """,
            Cancelled
        );
        await socket.NextAsync("ack", Cancelled);

        await Eventually.TrueAsync(() => Gateway.Fakes.Replies.Requests.Count == 1, Cancelled);
        var asked = Gateway.Fakes.Replies.Requests.Single();
        Assert.Equal(("de-AT", "de"), (asked.Locale, asked.TextsLocale));
        Assert.Equal(("https://shop.example/cart", "Cart"), (asked.Page.Url, asked.Page.Title));
        Assert.Equal(("What you chose", "2 items"), (asked.Page.Description, asked.Page.ContentSnippet));
        Assert.Equal(("plan", "pro"), (asked.UserData.Single().Key, asked.UserData.Single().Value));
    }

    [Theory]
    [InlineData("ja;q=0.5, es", "es")]
    [InlineData(null, "en")]
    public async Task Send_MessageWithoutALanguage_IsAnsweredInTheBrowsers(string? languages, string texts)
    {
        Gateway.Fakes.Conversations.Handler = static request => FakeConversations.Stored(request, ConversationMode.Ai);
        using var socket = await ReadyAsync(languages: languages);

        await socket.SendAsync(Hi, Cancelled);
        await socket.NextAsync("ack", Cancelled);

        await Eventually.TrueAsync(() => Gateway.Fakes.Replies.Requests.Count == 1, Cancelled);
        var asked = Gateway.Fakes.Replies.Requests.Single();
        Assert.Equal(("", texts, null), (asked.Locale, asked.TextsLocale, asked.Page));
    }

    [Theory]
    [InlineData(""" "locale":"0123456789012345678901234567890123456" """, "/locale")]
    [InlineData(""" "page":{"title":"Cart"} """, "/page/url")]
    [InlineData(""" "page":{"url":"/cart"} """, "/page/url")]
    [InlineData(""" "userData":{"plan":1} """, "/userData/plan")]
    public async Task Send_WhatItSaysOfItsSenderIsWrong_IsRefusedAndNamed(string field, string pointer)
    {
        using var socket = await ReadyAsync();

        await socket.SendAsync($"{{{field},{Hi[1..]}", Cancelled);

        var error = await socket.NextAsync("error", Cancelled);
        Assert.Equal(pointer, error.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.Empty(Gateway.Fakes.Conversations.Posts);
    }

    private static AppendResult Paced(PostMessageRequest request)
    {
        var stored = FakeConversations.Stored(request, ConversationMode.Ai);
        stored.Posted.Pace = new ReplyPace { DebounceMilliseconds = 700 };
        return stored;
    }

    [Fact]
    public async Task Send_TheAiCannotBegin_IsAcknowledgedAllTheSame()
    {
        Gateway.Fakes.Conversations.Handler = static request => FakeConversations.Stored(request, ConversationMode.Ai);
        Gateway.Fakes.Replies.Handler = static (_, _, _) =>
            throw new Unavailable("overloaded", "Later.").ToRpcException();
        using var socket = await ReadyAsync();

        await socket.SendAsync(Hi, Cancelled);
        await socket.NextAsync("ack", Cancelled);

        var failed = await socket.NextAsync("reply.failed", Cancelled);
        Assert.Equal("overloaded", failed.GetProperty("code").GetString());
        Assert.Equal(FakeReplies.MessageId, failed.GetProperty("inReplyTo").GetString());
    }

    [Theory]
    [InlineData(true, "provider_error")]
    [InlineData(false, "unavailable")]
    public async Task Send_TheAiEndsBeforeItsFirstWord_IsTold(bool saysWhy, string code)
    {
        Gateway.Fakes.Conversations.Handler = static request => FakeConversations.Stored(request, ConversationMode.Ai);
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            if (!saysWhy)
            {
                throw new Unavailable("unavailable", "Broken by the test.").ToRpcException();
            }
            await stream.WriteAsync(FakeReplies.Failed(), context.CancellationToken);
        };
        using var socket = await ReadyAsync();

        await socket.SendAsync(Hi, Cancelled);
        await socket.NextAsync("ack", Cancelled);

        var failed = await socket.NextAsync("reply.failed", Cancelled);
        Assert.Equal(code, failed.GetProperty("code").GetString());
        Assert.True(failed.GetProperty("retryable").GetBoolean());
    }

    [Fact]
    public async Task Send_SecretKey_SpeaksForWhomItSaysInAConversationOfItsOwnNaming()
    {
        using var socket = await ReadyAsync(GatewayHost.SecretKey);

        await socket.SendAsync(
            """{"type":"message.send","id":"1","externalId":"order-7","text":"Hi","clientMessageId":"c","author":{"kind":"agent","id":"a-1","displayName":"Ann"}}""",
            Cancelled
        );

        await socket.NextAsync("ack", Cancelled);
        var post = Gateway.Fakes.Conversations.Posts.Single();
        Assert.Equal(("order-7", AuthorKind.Agent, "a-1"), (post.ExternalId, post.Author.Kind, post.Author.Id));
        Assert.False(post.ReuseLive);
    }

    [Theory]
    [InlineData("""{"type":"message.send","id":"1","externalId":"order-7","text":"Hi","clientMessageId":"c"}""")]
    [InlineData(
        """{"type":"message.send","id":"1","text":"Hi","clientMessageId":"c","author":{"kind":"agent","id":"a"}}"""
    )]
    [InlineData("""{"type":"subscribe","id":"1","externalId":"order-7"}""")]
    public async Task Frame_VisitorTakesWhatIsTheBackends_IsRefused(string frame)
    {
        using var socket = await ReadyAsync();

        await socket.SendAsync(frame, Cancelled);

        await RefusedAsync(socket, "secret_key_required");
        Assert.Empty(Gateway.Fakes.Conversations.Posts);
    }

    private async Task RefusedAsync(SocketClient socket, string code)
    {
        var error = await socket.NextAsync("error", Cancelled);
        Assert.Equal(("1", code), (error.GetProperty("id").GetString(), error.GetProperty("code").GetString()));
    }

    private async Task<SocketClient> ReadyAsync(string? bearer = null, string? languages = null)
    {
        var socket = await SocketClient.ConnectAsync(
            Gateway.Address,
            bearer ?? await NewVisitorTokenAsync(),
            Cancelled,
            languages: languages
        );
        await socket.NextAsync("ready", Cancelled);
        return socket;
    }
}
