using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Live;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Live;

public sealed class LiveCallTests : IDisposable
{
    // More than wait at the same time for a server that takes nothing.
    private const int Many = 20_000;
    private readonly LiveHub hub = new(Options.Create(new LiveOptions()), new FakeTimeProvider());
    private readonly ScriptedFollow server = new();
    private readonly RecordedReader reader = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => hub.Dispose();

    [Fact]
    public void Unsubscribe_ServerTakesNothing_BreaksTheCallInsteadOfForgettingIt()
    {
        var isBroken = false;
        using var follow = new AsyncDuplexStreamingCall<FollowRequest, FollowResponse>(
            requestStream: null!,
            responseStream: null!,
            Task.FromResult(new Metadata()),
            static () => Status.DefaultSuccess,
            static () => [],
            () => isBroken = true
        );
        var call = new LiveCall(hub, tokens: null!, follow, number: 1);

        for (var id = 1; id <= Many; id++)
        {
            call.Unsubscribe(id);
        }

        Assert.True(isBroken);
    }

    [Fact]
    public async Task RunAsync_IsBrokenWhileAnAnswerIsHandedOn_EndsAsABrokenCall()
    {
        var call = NewCall(1);
        server.Complete(new ObjectDisposedException("the call, as the client's says it"));

        var broken = await Assert.ThrowsAsync<RpcException>(() => call.RunAsync(Cancelled));

        Assert.Equal(StatusCode.ResourceExhausted, broken.StatusCode);
    }

    [Fact]
    public void Subscribe_ServerTakesNothing_ReaderTriesAgainLater()
    {
        var call = NewCall(1);
        for (var id = 1; id <= Many; id++)
        {
            call.SetTyping(id, typing: true);
        }

        call.Subscribe(Open(LiveTopicKind.Inbox));

        Assert.Equal([LegEnd.Unavailable], reader.Ends);
    }

    [Fact]
    public async Task RunAsync_LegsThatAreThere_AreAnnouncedOnceAndOnEachCall()
    {
        var (first, second) = (Open(LiveTopicKind.Conversation), Open(LiveTopicKind.Conversation));
        for (var number = 1; number <= 2; number++)
        {
            var call = NewCall(number);
            hub.Use(call);
            call.Subscribe(first);
            var running = call.RunAsync(Cancelled);
            call.Unsubscribe(99);

            var heard = new[] { await server.NextAsync(), await server.NextAsync(), await server.NextAsync() };

            Assert.Equal(
                [first.Id, second.Id],
                heard[..2].Select(request => request.Subscribe?.SubscriptionId ?? 0).Order()
            );
            Assert.Equal(99, heard[2].Unsubscribe.SubscriptionId);
            server.Say(LiveScene.Ended(0, SubscriptionEnded.Types.Reason.ServerStopping));
            await running.WithTimeout();
        }

        Assert.Equal(0, server.Waiting);
    }

    [Fact]
    public async Task RunAsync_LegThatIsOver_IsNotAnnounced()
    {
        var over = Open(LiveTopicKind.Conversation);
        over.Complete(LegEnd.Unavailable);
        var running = NewCall(1).RunAsync(Cancelled);

        server.Complete();
        await running.WithTimeout();

        Assert.Equal(0, server.Waiting);
    }

    [Fact]
    public async Task RunAsync_Conversation_IsAskedForAsItsReaderBehindTheCursor()
    {
        var leg = hub.Open(LiveScene.Log, new LogCursor(7, 1, LiveScene.Reply, 5), reader).Value;

        var subscribe = (await AnnouncedAsync()).Subscribe;

        Assert.Equal(
            new Subscribe
            {
                SubscriptionId = leg.Id,
                IdentityToken = "token of visitor-1",
                ConversationId = LiveScene.Conversation,
                Cursor = new Cursor
                {
                    Epoch = 7,
                    Sequence = 1,
                    ReplyId = LiveScene.Reply,
                    Offset = 5,
                },
            },
            subscribe
        );
    }

    [Fact]
    public async Task RunAsync_ConversationByItsExternalId_IsAskedForFromTheBeginningWithItsSignals()
    {
        var topic = new LiveTopic(LiveScene.Reader, LiveTopicKind.ConversationWithSignals, "") { ExternalId = "ext" };
        _ = hub.Open(topic, LogCursor.Beginning, reader);

        var subscribe = (await AnnouncedAsync()).Subscribe;

        Assert.Equal(("", "ext", true), (subscribe.ConversationId, subscribe.ExternalId, subscribe.Signals));
        Assert.Null(subscribe.Cursor);
    }

    [Theory]
    [InlineData("Inbox", Listen.TopicOneofCase.Inbox)]
    [InlineData("Agent", Listen.TopicOneofCase.AgentId)]
    [InlineData("Own", Listen.TopicOneofCase.Own)]
    public async Task RunAsync_TopicOfSignals_IsListenedTo(string kind, Listen.TopicOneofCase topic)
    {
        var leg = Open(Enum.Parse<LiveTopicKind>(kind));

        var listen = (await AnnouncedAsync()).Listen;

        Assert.Equal(
            (leg.Id, "token of visitor-1", topic),
            (listen.SubscriptionId, listen.IdentityToken, listen.TopicCase)
        );
        Assert.Equal(kind == "Agent" ? LiveScene.Conversation : "", listen.AgentId);
        Assert.Equal((kind == "Inbox", kind == "Own"), (listen.Inbox, listen.Own));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SetTyping_Leg_IsTold(bool typing)
    {
        var leg = Open(LiveTopicKind.Conversation);
        var call = NewCall(1);
        hub.Use(call);
        var running = call.RunAsync(Cancelled);
        _ = await server.NextAsync();

        hub.SetTyping(leg, typing);

        var told = (await server.NextAsync()).SetTyping;
        Assert.Equal((leg.Id, typing), (told.SubscriptionId, told.Typing));
        server.Complete();
        await running.WithTimeout();
    }

    [Fact]
    public async Task RunAsync_WhatTheServerSays_ReachesTheReader()
    {
        var leg = Open(LiveTopicKind.Conversation);

        server.Say(LiveScene.Subscribed(leg.Id));
        server.Say(LiveScene.Entries(leg.Id, LiveScene.Message(1)));
        server.Complete();
        await NewCall(1).RunAsync(Cancelled).WithTimeout();

        Assert.Equal([typeof(LiveBegan), typeof(LiveEntries)], reader.Items.Select(item => item.GetType()));
    }

    [Fact]
    public async Task RunAsync_OneSubscriptionEnds_TheCallGoesOn()
    {
        var leg = Open(LiveTopicKind.Conversation);

        server.Say(LiveScene.Ended(leg.Id, SubscriptionEnded.Types.Reason.Lagged));
        server.Say(LiveScene.Ended(leg.Id, SubscriptionEnded.Types.Reason.ServerStopping));
        var running = NewCall(1).RunAsync(Cancelled);
        await running.WithTimeout();

        Assert.Equal([LegEnd.Lagged], reader.Ends);
    }

    [Fact]
    public async Task RunAsync_CallBreaks_SaysSo()
    {
        server.Complete(new RpcException(new Status(StatusCode.Unavailable, "away")));

        var broken = await Assert.ThrowsAsync<RpcException>(() => NewCall(1).RunAsync(Cancelled).WithTimeout());

        Assert.Equal(StatusCode.Unavailable, broken.StatusCode);
    }

    private async Task<FollowRequest> AnnouncedAsync()
    {
        var running = NewCall(1).RunAsync(Cancelled);
        var request = await server.NextAsync();
        server.Complete();
        await running.WithTimeout();
        return request;
    }

    private LiveCall NewCall(long number) => new(hub, server, server.Call, number);

    private LiveLeg Open(LiveTopicKind kind) =>
        hub.Open(new LiveTopic(LiveScene.Reader, kind, LiveScene.Conversation), LogCursor.Beginning, reader).Value;
}
