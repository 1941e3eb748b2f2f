using System.Net.WebSockets;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.ServiceDefaults.Errors;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Sockets;

/// <summary>Bounds and refusals of the dialect's socket.</summary>
public sealed class XcelsiorLimitTests : XcelsiorTest
{
    protected override (string Name, string Value)[] Settings =>
        [
            .. base.Settings,
            ("Dialects:Xcelsior:MaxSockets", "1"),
            ("RateLimit:MaxRequests", "2"),
            ("WebSockets:CommandsPerSecond", "1"),
            ("WebSockets:CommandBurst", "3"),
            ("WebSockets:MaxFrameBytes", "1024"),
        ];

    [Fact]
    public async Task Connect_BeyondTheBound_IsRefusedBeforeTheUpgrade()
    {
        using var first = await ConnectAsync();
        await ConnectedAsync(first);

        var refused = await Assert.ThrowsAsync<WebSocketException>(ConnectAsync);

        Assert.Contains("503", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_AfterOneLeft_FindsItsRoom()
    {
        using var first = await ConnectAsync();
        await ConnectedAsync(first);
        await first.CloseAsync(Cancelled);

        // The client hears of the end before the server is through with it.
        XcelsiorClient? second = null;
        await Eventually.TrueAsync(async () => (second = await TryConnectAsync()) is not null, Cancelled);

        using (second)
        {
            await ConnectedAsync(second!);
        }
    }

    [Theory]
    [InlineData(403, "customer_blocked", 4403)]
    [InlineData(503, "sessions_away", 4503)]
    [InlineData(500, "internal_error", 4503)]
    public async Task Connect_SessionsRefuses_IsToldInAFrame(int status, string code, int close)
    {
        Rest.Answers["POST /v1/conversations"] = (status, $$"""{"code":"{{code}}","detail":"No."}""");
        using var client = await ConnectAsync();

        var error = await client.NextAsync("error", Cancelled);

        Assert.Equal(code, error.GetProperty("error").GetString());
        Assert.Null(await client.NextAsync(Cancelled));
        Assert.Equal(close, client.CloseCode);
    }

    [Fact]
    public async Task Connect_ConversationThatCannotBeFollowed_IsToldInAFrame()
    {
        using var client = await ConnectAsync();
        var subscribe = await Gateway.Fakes.Live.NextAsync(Cancelled);

        await Gateway.Fakes.Live.EndAsync(subscribe, SubscriptionEnded.Types.Reason.NotFound);

        Assert.Equal(
            "conversation_not_found",
            (await client.NextAsync("error", Cancelled)).GetProperty("error").GetString()
        );
        Assert.Null(await client.NextAsync(Cancelled));
    }

    [Fact]
    public async Task Send_MoreMessagesThanAllowed_IsToldWhichAndWhen()
    {
        using var client = await ConnectAsync();
        await ConnectedAsync(client);
        // The conversation, which was begun by connecting, is the first of two.
        await SendAsync(client, "m-1");

        await SendAsync(client, "m-2");

        var error = await client.NextAsync("error", Cancelled);
        Assert.Equal("rate_limited", error.GetProperty("error").GetString());
        Assert.Equal("m-2", error.GetProperty("clientMessageId").GetString());
        Assert.InRange(error.GetProperty("retryAfter").GetInt32(), 1, 60);
        Assert.Single(Gateway.Fakes.Conversations.Posts);
    }

    [Fact]
    public async Task Send_MoreCommandsThanAllowed_IsTold()
    {
        using var client = await ConnectAsync();
        await ConnectedAsync(client);

        for (var n = 0; n < 4; n++)
        {
            await client.SendAsync("""{"action":"typing","data":{"isTyping":true}}""", Cancelled);
        }

        var error = await client.NextAsync("error", Cancelled);
        Assert.Equal("rate_limited", error.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Send_FrameOverTheLimit_ClosesTheSocket()
    {
        using var client = await ConnectAsync();
        await ConnectedAsync(client);

        await client.SayAsync(ConversationId, new string('x', 2_000), Cancelled);

        Assert.Null(await client.NextAsync(Cancelled));
        Assert.Equal(1009, client.CloseCode);
    }

    [Fact]
    public async Task Send_RefusedByTheStore_IsToldWhy()
    {
        Gateway.Fakes.Conversations.Handler = static _ => new AppendResult
        {
            Error = new PreconditionFailed("conversation_closed", "It is closed.").ToRpcStatus(),
        };
        using var client = await ConnectAsync();
        await ConnectedAsync(client);

        await SendAsync(client, "m-1");

        var error = await client.NextAsync("error", Cancelled);
        Assert.Equal("conversation_closed", error.GetProperty("error").GetString());
        Assert.Equal("m-1", error.GetProperty("clientMessageId").GetString());
    }

    [Fact]
    public async Task Send_SameIdWithAnotherText_IsRefused()
    {
        Gateway.Fakes.Conversations.Handler = static post =>
            FakeConversations.Stored(post, knownText: "What was said before");
        using var client = await ConnectAsync();
        await ConnectedAsync(client);

        await SendAsync(client, "m-1");

        var error = await client.NextAsync("error", Cancelled);
        Assert.Equal("idempotency_key_reused", error.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Send_AiDoesNotBegin_IsTold()
    {
        Gateway.Fakes.Conversations.Handler = static post => FakeConversations.Stored(post, ConversationMode.Ai);
        Gateway.Fakes.Replies.Handler = static (_, _, _) =>
            throw new Unavailable("provider_unavailable", "Away.").ToRpcException();
        using var client = await ConnectAsync();
        await ConnectedAsync(client);

        await SendAsync(client, "m-1");

        var error = await client.NextAsync("error", Cancelled);
        Assert.Equal("provider_unavailable", error.GetProperty("error").GetString());
    }

    private async Task<XcelsiorClient?> TryConnectAsync()
    {
        try
        {
            return await ConnectAsync();
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    private Task<XcelsiorClient> ConnectAsync() =>
        XcelsiorClient.ConnectAsync(Gateway.Address, XcelsiorClient.As(Email), Cancelled);

    private static Task SendAsync(XcelsiorClient client, string clientMessageId) =>
        client.SendAsync(
            $$$"""{"action":"sendMessage","data":{"content":"Hello","clientMessageId":"{{{clientMessageId}}}"}}""",
            Cancelled
        );
}
