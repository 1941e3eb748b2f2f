using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class SocketTests : GatewayTest
{
    private const string Subscribe =
        $$"""{"type":"subscribe","id":"s","conversationId":"{{FakeReplies.ConversationId}}","cursor":"7.1"}""";

    protected override (string Name, string Value)[] Settings =>
        [("WebSockets:AuthLimit", "00:00:01"), ("WebSockets:MaxSubscriptions", "1")];

    [Fact]
    public async Task Connect_BearerInTheSubProtocols_IsReady()
    {
        using var socket = await ConnectAsync(await NewVisitorTokenAsync());

        var ready = await socket.NextAsync("ready", Cancelled);

        Assert.False(ready.TryGetProperty("visitorToken", out _));
    }

    [Fact]
    public async Task Connect_PublishableKey_BecomesANewVisitor()
    {
        using var socket = await ConnectAsync(GatewayHost.PublishableKey);

        var ready = await socket.NextAsync("ready", Cancelled);

        using var client = Gateway.NewClient(ready.GetProperty("visitorToken").GetString());
        using var response = await client.PostAsync(
            new Uri("/v1/chat", UriKind.Relative),
            Answers.Json("""{"message":"Hi"}"""),
            Cancelled
        );
        Assert.Equal(ready.GetProperty("visitorId").GetString(), Gateway.Fakes.Replies.Requests.Single().Author.Id);
    }

    [Fact]
    public async Task Auth_FirstFrame_IsReady()
    {
        using var socket = await ConnectAsync(bearer: null);

        await socket.SendAsync($$"""{"type":"auth","token":"{{await NewVisitorTokenAsync()}}"}""", Cancelled);

        await socket.NextAsync("ready", Cancelled);
    }

    [Theory]
    [InlineData("pk_unknown", null, 4401)]
    [InlineData(GatewayHost.PublishableKey, "https://evil.example", 4403)]
    public async Task Connect_BadCredentials_IsToldWhyAndClosed(string bearer, string? origin, int status)
    {
        using var socket = await SocketClient.ConnectAsync(Gateway.Address, bearer, Cancelled, origin);

        await socket.NextAsync("error", Cancelled);

        Assert.Null(await socket.NextAsync(Cancelled));
        Assert.Equal(status, (int?)socket.CloseStatus);
    }

    [Theory]
    [InlineData(null, 4408)]
    [InlineData("""{"type":"ping"}""", 4401)]
    public async Task Auth_SomethingElseOrNothing_IsClosed(string? frame, int status)
    {
        using var socket = await ConnectAsync(bearer: null);
        if (frame is not null)
        {
            await socket.SendAsync(frame, Cancelled);
        }

        Assert.Null(await socket.NextAsync(Cancelled));
        Assert.Equal(status, (int?)socket.CloseStatus);
    }

    [Fact]
    public async Task Ping_IsAnsweredWithItsId()
    {
        using var socket = await ReadyAsync();

        await socket.SendAsync("""{"type":"ping","id":"1"}""", Cancelled);

        Assert.Equal("1", (await socket.NextAsync("pong", Cancelled)).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Subscribe_Entries_ArriveWithTheirCursors()
    {
        using var socket = await ReadyAsync();
        await socket.SendAsync(Subscribe, Cancelled);
        var live = Gateway.Fakes.Live;
        var subscribe = await live.NextAsync(Cancelled);
        await live.ConfirmAsync(subscribe);
        await socket.NextAsync("subscribed", Cancelled);

        await live.SendAsync(
            subscribe,
            new LogEntry
            {
                Sequence = 1,
                ReplyStarted = new ReplyStarted { ReplyId = FakeReplies.ReplyId },
            },
            new LogEntry
            {
                Sequence = 1,
                ReplyDelta = new ReplyDelta { ReplyId = FakeReplies.ReplyId, Text = "Yo" },
            },
            new LogEntry { Sequence = 2, Message = FakeReplies.Message("Yo") }
        );

        var entries = (await socket.NextAsync("entries", Cancelled)).GetProperty("entries").EnumerateArray();
        Assert.Equal(
            [
                ("reply.started", $"7.1.{FakeReplies.ReplyId}.0"),
                ("reply.delta", $"7.1.{FakeReplies.ReplyId}.2"),
                ("message", "7.2"),
            ],
            entries.Select(static entry =>
                (entry.GetProperty("type").GetString()!, entry.GetProperty("cursor").GetString()!)
            )
        );
    }

    [Fact]
    public async Task Subscribe_SessionsBreaks_GoesOnBehindTheLastEntryWithoutTellingTheClient()
    {
        using var socket = await ReadyAsync();
        await socket.SendAsync(Subscribe, Cancelled);
        var live = Gateway.Fakes.Live;
        await live.ConfirmAsync(await live.NextAsync(Cancelled));
        await socket.NextAsync("subscribed", Cancelled);

        await live.BreakAsync();
        var again = await live.NextAsync(Cancelled);
        await live.ConfirmAsync(again);
        await live.SendAsync(again, new LogEntry { Sequence = 2, Message = FakeReplies.Message("Yo") });

        await socket.NextAsync("entries", Cancelled);
        Assert.Equal(1, again.Cursor.Sequence);
    }

    [Fact]
    public async Task Unsubscribe_TheServerIsTold()
    {
        using var socket = await ReadyAsync();
        await socket.SendAsync(Subscribe, Cancelled);
        var subscribe = await Gateway.Fakes.Live.NextAsync(Cancelled);

        await socket.SendAsync("""{"type":"unsubscribe","id":"s"}""", Cancelled);

        await Eventually.TrueAsync(() => Gateway.Fakes.Live.Unsubscribed.Contains(subscribe.SubscriptionId), Cancelled);
    }

    [Theory]
    [InlineData("""{"type":"subscribe","id":"s"}""", "invalid_request")]
    [InlineData("""{"type":"nonsense"}""", "invalid_request")]
    [InlineData("""{"type":"unsubscribe","id":"none"}""", "subscription_not_found")]
    [InlineData("""{"type":"auth","token":"x"}""", "token_invalid")]
    [InlineData($$"""{"type":"auth","token":"{{GatewayHost.SecretKey}}"}""", "another_caller")]
    public async Task Frame_Unacceptable_IsAnErrorAndTheSocketLives(string frame, string code)
    {
        using var socket = await ReadyAsync();

        await socket.SendAsync(frame, Cancelled);
        var error = await socket.NextAsync("error", Cancelled);
        await socket.SendAsync("""{"type":"ping"}""", Cancelled);

        Assert.Equal(code, error.GetProperty("code").GetString());
        await socket.NextAsync("pong", Cancelled);
    }

    [Fact]
    public async Task Subscribe_OverTheBound_IsRefused()
    {
        using var socket = await ReadyAsync();
        await socket.SendAsync(Subscribe, Cancelled);

        await socket.SendAsync(Subscribe.Replace("\"s\"", "\"t\"", StringComparison.Ordinal), Cancelled);

        var error = await socket.NextAsync("error", Cancelled);
        Assert.Equal("too_many_subscriptions", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Frame_NoJson_IsClosed()
    {
        using var socket = await ReadyAsync();

        await socket.SendAsync("nonsense", Cancelled);
        await socket.NextAsync("error", Cancelled);

        Assert.Null(await socket.NextAsync(Cancelled));
        Assert.Equal(4400, (int?)socket.CloseStatus);
    }

    [Fact]
    public async Task Frame_OverTheLimit_IsClosed()
    {
        using var socket = await ReadyAsync();

        await socket.SendAsync(new string('x', 70_000), Cancelled);

        Assert.Null(await socket.NextAsync(Cancelled));
        Assert.Equal(1009, (int?)socket.CloseStatus);
    }

    [Fact]
    public async Task Frame_OverTheLimitAndOnlyBegun_IsClosedAsSoonAsTheLimitIsPassed()
    {
        using var socket = await ReadyAsync();

        await socket.BeginAsync(new string('x', 65_537), Cancelled);

        Assert.Null(await socket.NextAsync(Cancelled).WithTimeout());
        Assert.Equal(1009, (int?)socket.CloseStatus);
    }

    [Fact]
    public async Task Auth_FreshCredentialOfTheSameCaller_IsTaken()
    {
        var token = await NewVisitorTokenAsync();
        using var socket = await ConnectAsync(token);
        await socket.NextAsync("ready", Cancelled);

        await socket.SendAsync($$"""{"type":"auth","id":"1","token":"{{token}}"}""", Cancelled);

        Assert.Equal("1", (await socket.NextAsync("ack", Cancelled)).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Auth_CredentialOfAnotherOfItsKind_IsRefused()
    {
        using var socket = await ReadyAsync();

        await socket.SendAsync($$"""{"type":"auth","token":"{{await NewVisitorTokenAsync()}}"}""", Cancelled);

        var error = await socket.NextAsync("error", Cancelled);
        Assert.Equal("another_caller", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Stop_OpenSocket_IsToldWhenToComeBackAndClosed()
    {
        using var socket = await ReadyAsync();

        Gateway.BeginStop();

        Assert.Equal(0, (await socket.NextAsync("reconnect", Cancelled)).GetProperty("after").GetInt64());
        Assert.Null(await socket.NextAsync(Cancelled));
        Assert.Equal(1012, (int?)socket.CloseStatus);
    }

    private Task<SocketClient> ConnectAsync(string? bearer) =>
        SocketClient.ConnectAsync(Gateway.Address, bearer, Cancelled);

    private async Task<SocketClient> ReadyAsync()
    {
        var socket = await ConnectAsync(await NewVisitorTokenAsync());
        await socket.NextAsync("ready", Cancelled);
        return socket;
    }
}
