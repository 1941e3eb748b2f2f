using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Signals;
using Chat.Sessions.Tests.Routing;
using Chat.Sessions.Tests.Testing;
using Domain = Chat.Sessions.Signals;
using DomainAuthor = Chat.Sessions.Conversations.Author;
using DomainAuthorKind = Chat.Sessions.Conversations.AuthorKind;
using Reason = Chat.Contracts.Sessions.V1.SubscriptionEnded.Types.Reason;

namespace Chat.Sessions.Tests.Signals;

/// <summary>Signals from whoever gives them, over Redis, to the Follow calls of two instances.</summary>
[Trait("Level", "Component")]
public sealed class SignalsTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SetTyping_OtherReader_IsToldWhoTypesUntilTheWriterIsGone(bool onAnotherInstance)
    {
        var conversation = (await visitor.PostAsync("1")).Conversation.Id;
        var backend = Caller.Of(
            onAnotherInstance ? sessions.B : sessions.A,
            PrincipalKind.SecretKey,
            visitor.Principal.TenantId
        );
        using var reader = new Follower(backend);
        await reader.ListenAsync(backend, conversation);
        using var writer = new Follower(visitor);
        await writer.ListenAsync(visitor, conversation);

        await writer.SendAsync(
            new FollowRequest
            {
                SetTyping = new SetTyping { SubscriptionId = 1, Typing = true },
            }
        );
        var started = await NextSignalAsync(reader);
        await writer.SendAsync(new FollowRequest { Unsubscribe = new Unsubscribe { SubscriptionId = 1 } });
        var stopped = await NextSignalAsync(reader);

        Assert.Equal((true, 30), (started.Typing.Typing_, started.Typing.ExpiresIn));
        Assert.Equal(visitor.Principal.Subject, started.Typing.Author.Id);
        Assert.Equal((false, started.Key), (stopped.Typing.Typing_, stopped.Key));
    }

    [Fact]
    public async Task Publish_TypingEndsForCustomersAndGoesOnForColleagues_CustomersHearTheEnd()
    {
        var conversation = (await visitor.PostAsync("1")).Conversation.Id;
        using var outsider = new Follower(visitor);
        await outsider.ListenAsync(visitor, conversation);
        var topic = SignalTopic.Conversation(Guid.Parse(conversation));
        var author = new DomainAuthor(DomainAuthorKind.Agent, Ids.NewText(), "Ada");

        // What comes after it waits for the pause, and is passed on together.
        Publish(topic, new InboxSignal(Ids.New(), "first", null, 0) { IsInternal = true });
        Publish(topic, new Domain.TypingSignal(author, IsTyping: false, TimeSpan.FromSeconds(30)));
        Publish(topic, new Domain.TypingSignal(author, IsTyping: true, TimeSpan.FromSeconds(30)) { IsInternal = true });

        Assert.False((await NextSignalAsync(outsider)).Typing.Typing_);
    }

    [Fact]
    public async Task Publish_InternalSignal_IsKeptFromTheVisitor()
    {
        var conversation = (await visitor.PostAsync("1")).Conversation.Id;
        var backend = Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);
        using var outsider = new Follower(visitor);
        await outsider.ListenAsync(visitor, conversation);
        using var insider = new Follower(backend);
        await insider.ListenAsync(backend, conversation);
        var topic = SignalTopic.Conversation(Guid.Parse(conversation));

        Publish(topic, new InboxSignal(Ids.New(), "secret", null, 0) { IsInternal = true });
        Assert.Equal("secret", (await NextSignalAsync(insider)).InboxChange.Change);
        Publish(topic, new InboxSignal(Ids.New(), "public", null, 0));

        Assert.Equal("public", (await NextSignalAsync(outsider)).InboxChange.Change);
    }

    [Fact]
    public async Task Publish_Inbox_ReachesStaffOfTheTenantOnAnotherInstanceOnly()
    {
        var agent = Caller.Of(sessions.B, PrincipalKind.Agent, visitor.Principal.TenantId);
        var stranger = Caller.Of(sessions.B, PrincipalKind.Agent);
        using var hears = new Follower(agent);
        await ListenAsync(hears, agent);
        using var deaf = new Follower(stranger);
        await ListenAsync(deaf, stranger);

        Publish(SignalTopic.Inbox, new InboxSignal(Ids.New(), "ours", null, 3));
        Publish(SignalTopic.Inbox, new InboxSignal(Ids.New(), "theirs", null, 3), stranger.Principal.TenantId);

        Assert.Equal("ours", (await NextSignalAsync(hears)).InboxChange.Change);
        Assert.Equal("theirs", (await NextSignalAsync(deaf)).InboxChange.Change);
    }

    [Fact]
    public async Task Publish_BurstOfOneKey_EndsWithTheNewest()
    {
        var agent = Caller.Of(sessions.A, PrincipalKind.Agent, visitor.Principal.TenantId);
        using var follower = new Follower(agent);
        await ListenAsync(follower, agent);

        var told = 0;
        for (var open = 1; open <= 1000; open++)
        {
            Publish(SignalTopic.Inbox, Stats(open));
        }

        int last;
        do
        {
            last = (await NextSignalAsync(follower)).Stats.Open;
            told++;
        } while (last < 1000);

        Assert.InRange(told, 1, 500);
    }

    [Fact]
    public async Task Listen_TopicOfOthers_EndsNotFound()
    {
        using var follower = new Follower(visitor);
        await follower.SendAsync(Listen(visitor.Token));

        Assert.Equal(Reason.NotFound, (await follower.NextResponseAsync()).Ended.Reason);
    }

    [Fact]
    public async Task Listen_AgentWhoIsThereAndLeaves_IsFollowedUntilThenOnly()
    {
        var office = new Office(sessions.A);
        var agent = (await office.AgentAsync()).Principal.Subject;

        Assert.NotNull((await FirstAnswerAsync(office.Backend, agent)).Subscribed);
        await office.Backend.DeleteAsync($"/v1/agents/{agent}");

        Assert.Equal(Reason.NotFound, (await FirstAnswerAsync(office.Backend, agent)).Ended.Reason);
    }

    [Fact]
    public async Task Listen_AgentOfAnotherTenant_EndsNotFound()
    {
        var agent = (await new Office(sessions.A).AgentAsync()).Principal.Subject;

        var answer = await FirstAnswerAsync(new Office(sessions.A).Backend, agent);

        Assert.Equal(Reason.NotFound, answer.Ended.Reason);
    }

    private static async Task<FollowResponse> FirstAnswerAsync(Caller reader, string agentId)
    {
        using var follower = new Follower(reader);
        var request = Listen(reader.Token);
        request.Listen.AgentId = agentId;
        await follower.SendAsync(request);
        return await follower.NextResponseAsync();
    }

    private void Publish(SignalTopic topic, Domain.Signal signal, Guid? tenant = null) =>
        sessions.A.Get<ISignals>().Publish(tenant ?? visitor.Principal.TenantId, topic, signal);

    private static StatsSignal Stats(int open) =>
        new()
        {
            Open = open,
            Queued = 0,
            Assigned = 0,
            ResolvedToday = 0,
            Agents = 0,
            AgentsOnline = 0,
        };

    private static FollowRequest Listen(string token) =>
        new()
        {
            Listen = new Listen
            {
                SubscriptionId = 1,
                IdentityToken = token,
                Inbox = true,
            },
        };

    private static async Task ListenAsync(Follower follower, Caller reader)
    {
        await follower.SendAsync(Listen(reader.Token));
        Assert.NotNull((await follower.NextResponseAsync()).Subscribed);
    }

    // Whether the customer is there is told on its own time to all who follow, so it is nobody's turn here.
    private static async Task<Chat.Contracts.Sessions.V1.Signal> NextSignalAsync(Follower follower)
    {
        while (true)
        {
            var signal = await follower.NextSignalAsync();
            if (signal.SignalCase is not Chat.Contracts.Sessions.V1.Signal.SignalOneofCase.CustomerPresence)
            {
                return signal;
            }
        }
    }
}
