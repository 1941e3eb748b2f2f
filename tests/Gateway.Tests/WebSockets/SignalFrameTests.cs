using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>Signals and typing between a socket and Sessions.</summary>
public sealed class SignalFrameTests : GatewayTest
{
    [Fact]
    public async Task Subscribe_WithSignals_TheyComeBesideTheEntries()
    {
        using var socket = await ReadyAsync(await NewVisitorTokenAsync());
        var subscribe = await FollowAsync(socket);

        await Gateway.Fakes.Live.SendAsync(
            subscribe.SubscriptionId,
            new Signal
            {
                Key = "t",
                Typing = new Typing
                {
                    Author = new Author { Kind = AuthorKind.Agent, Id = "a-1" },
                    Typing_ = true,
                    ExpiresIn = 30,
                },
            },
            new Signal
            {
                Key = "q",
                QueuePosition = new QueuePosition { ConversationId = "c", Position = 2 },
            },
            new Signal
            {
                Key = "m",
                AgentMessage = new AgentMessagePosted
                {
                    ThreadId = "t",
                    Sequence = 4,
                    AgentId = "a-1",
                },
            },
            new Signal
            {
                Key = "c",
                CustomerPresence = new CustomerPresence { ConversationId = "c", Status = PresenceStatus.Online },
            },
            new Signal { Key = "lost", Lost = new SignalsLost() }
        );

        var frame = await socket.NextAsync("signals", Cancelled);
        Assert.True(subscribe.Signals);
        Assert.Equal("s", frame.GetProperty("id").GetString());
        Assert.Equal(
            """[{"type":"typing","author":{"kind":"agent","id":"a-1"},"typing":true,"expiresIn":30},{"type":"queue","conversationId":"c","position":2,"estimatedWait":0},{"type":"agentMessage","threadId":"t","sequence":4,"agentId":"a-1"},{"type":"customer","conversationId":"c","status":"online"},{"type":"lost"}]""",
            frame.GetProperty("signals").GetRawText()
        );
    }

    [Theory]
    [InlineData("\"topic\":\"inbox\"", Listen.TopicOneofCase.Inbox)]
    [InlineData("\"topic\":\"agent\"", Listen.TopicOneofCase.AgentId)]
    [InlineData("\"topic\":\"own\"", Listen.TopicOneofCase.Own)]
    public async Task Subscribe_Topic_SessionsIsAsked(string topic, Listen.TopicOneofCase asked)
    {
        using var socket = await ReadyAsync(GatewayHost.SecretKey);

        await socket.SendAsync($$"""{"type":"subscribe","id":"s",{{topic}}}""", Cancelled);

        await Eventually.TrueAsync(() => !Gateway.Fakes.Live.Listens.IsEmpty, Cancelled);
        Assert.Equal(asked, Gateway.Fakes.Live.Listens.Single().TopicCase);
    }

    [Fact]
    public async Task Typing_InAFollowedConversation_IsPassedOnAndAcknowledged()
    {
        using var socket = await ReadyAsync(await NewVisitorTokenAsync());
        var subscribe = await FollowAsync(socket);

        await socket.SendAsync(TypingIn(FakeReplies.ConversationId), Cancelled);

        Assert.Equal("1", (await socket.NextAsync("ack", Cancelled)).GetProperty("id").GetString());
        await Eventually.TrueAsync(() => !Gateway.Fakes.Live.Typing.IsEmpty, Cancelled);
        var told = Gateway.Fakes.Live.Typing.Single();
        Assert.Equal((subscribe.SubscriptionId, true), (told.SubscriptionId, told.Typing));
    }

    [Fact]
    public async Task Typing_InAConversationFollowedByItsExternalId_IsPassedOn()
    {
        using var socket = await ReadyAsync(GatewayHost.SecretKey);
        var subscribe = await FollowAsync(socket, "\"externalId\":\"order-7\"");

        await socket.SendAsync("""{"type":"typing","id":"1","externalId":"order-8","typing":true}""", Cancelled);
        await socket.SendAsync("""{"type":"typing","id":"2","externalId":"order-7","typing":true}""", Cancelled);

        var error = await socket.NextAsync("error", Cancelled);
        Assert.Equal("subscription_not_found", error.GetProperty("code").GetString());
        Assert.Equal("2", (await socket.NextAsync("ack", Cancelled)).GetProperty("id").GetString());
        await Eventually.TrueAsync(() => !Gateway.Fakes.Live.Typing.IsEmpty, Cancelled);
        Assert.Equal(subscribe.SubscriptionId, Gateway.Fakes.Live.Typing.Single().SubscriptionId);
    }

    [Fact]
    public async Task Typing_InAnotherConversation_IsRefused()
    {
        using var socket = await ReadyAsync(await NewVisitorTokenAsync());

        await socket.SendAsync(TypingIn(FakeReplies.ReplyId), Cancelled);

        var error = await socket.NextAsync("error", Cancelled);
        Assert.Equal("subscription_not_found", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Resume_SeveralSubscriptions_EachIsOpenedBehindItsCursor()
    {
        using var socket = await ReadyAsync(await NewVisitorTokenAsync());

        await socket.SendAsync(
            $$"""{"type":"resume","id":"r","subscriptions":[{"id":"a","conversationId":"{{FakeReplies.ConversationId}}","cursor":"7.3"},{"id":"b","conversationId":"{{FakeReplies.ReplyId}}"},{"id":"a","topic":"own"}]}""",
            Cancelled
        );

        var first = await Gateway.Fakes.Live.NextAsync(Cancelled);
        var second = await Gateway.Fakes.Live.NextAsync(Cancelled);
        Assert.Equal((3L, null), (first.Cursor.Sequence, second.Cursor));
        var error = await socket.NextAsync("error", Cancelled);
        Assert.Equal("subscription_exists", error.GetProperty("code").GetString());
        Assert.Equal("r", (await socket.NextAsync("ack", Cancelled)).GetProperty("id").GetString());
    }

    private static string TypingIn(string conversation) =>
        $$"""{"type":"typing","id":"1","conversationId":"{{conversation}}","typing":true}""";

    private Task<Subscribe> FollowAsync(SocketClient socket) =>
        FollowAsync(socket, $"\"conversationId\":\"{FakeReplies.ConversationId}\"");

    private async Task<Subscribe> FollowAsync(SocketClient socket, string conversation)
    {
        await socket.SendAsync($$"""{"type":"subscribe","id":"s",{{conversation}},"signals":true}""", Cancelled);
        var subscribe = await Gateway.Fakes.Live.NextAsync(Cancelled);
        await Gateway.Fakes.Live.ConfirmAsync(subscribe);
        await socket.NextAsync("subscribed", Cancelled);
        return subscribe;
    }

    private async Task<SocketClient> ReadyAsync(string bearer)
    {
        var socket = await SocketClient.ConnectAsync(Gateway.Address, bearer, Cancelled);
        await socket.NextAsync("ready", Cancelled);
        return socket;
    }
}
