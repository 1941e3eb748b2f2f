using System.Net;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.CustomerPresence;
using Chat.Sessions.Signals;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using StackExchange.Redis;
using static Chat.Sessions.Tests.CustomerPresence.CustomerPresenceScene;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.CustomerPresence;

/// <summary>What agents hear of their conversation's customer, who may be on another instance.</summary>
[Trait("Level", "Component")]
public sealed class CustomerPresenceTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Follow_TheCustomerComesAndGoes_TheAgentIsTold(bool onAnotherInstance)
    {
        var conversation = await BeginAsync();
        using var agent = await FollowAsync(Agent(onAnotherInstance), conversation);
        Assert.Equal(Wire.PresenceStatus.Offline, await NextAsync(agent));

        using (await FollowAsync(visitor, conversation))
        {
            Assert.Equal(Wire.PresenceStatus.Online, await NextAsync(agent));
        }

        Assert.Equal(Wire.PresenceStatus.Away, await NextAsync(agent));
        using var back = await FollowAsync(visitor, conversation);
        Assert.Equal(Wire.PresenceStatus.Online, await NextAsync(agent));
    }

    [Fact]
    public async Task Follow_TheReconnectWindowIsOver_TheCustomerIsOffline()
    {
        var conversation = await BeginAsync();
        using var agent = await FollowAsync(Agent(), conversation);
        (await FollowAsync(visitor, conversation)).Dispose();
        while (await NextAsync(agent) is not Wire.PresenceStatus.Away)
        {
            // How much of the short visit was seen is a matter of moments.
        }

        // As when its time is over.
        await Redis().KeyDeleteAsync($"left:{conversation}");

        Assert.Equal(Wire.PresenceStatus.Offline, await NextAsync(agent));
    }

    // A page that is left at once: Redis has not even answered that it was opened.
    [Fact]
    public async Task Remove_RightAfterAdd_NobodyIsThere()
    {
        var screens = sessions.A.Get<CustomerScreens>();
        Guid[] conversations = [.. Enumerable.Range(0, 100).Select(_ => Ids.New())];
        foreach (var conversation in conversations)
        {
            screens.Add(conversation);
            screens.Remove(conversation);
        }

        await Eventually.TrueAsync(
            async () => (await sessions.B.Get<CustomerScreens>().OpenAnywhereAsync(conversations, Token)).Count == 0,
            Token
        );
    }

    [Fact]
    public async Task Follow_AnotherAgentJoins_IsToldAsWell()
    {
        var conversation = await BeginAsync();
        using var customer = await FollowAsync(visitor, conversation);
        using var first = await FollowAsync(Agent(), conversation);
        Assert.Equal(Wire.PresenceStatus.Online, await NextAsync(first));

        using var second = await FollowAsync(
            Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId),
            conversation
        );

        Assert.Equal(Wire.PresenceStatus.Online, await NextAsync(second));
    }

    [Fact]
    public async Task Follow_AnotherCustomersScreen_HearsNothingOfIt()
    {
        var conversation = await BeginAsync();
        using var agent = await FollowAsync(Agent(), conversation);
        using var customer = await FollowAsync(visitor, conversation);
        while (await NextAsync(agent) is not Wire.PresenceStatus.Online)
        {
            // It may have been missed before it came.
        }

        // Given after what must not be heard, and heard.
        sessions
            .A.Get<ISignals>()
            .Publish(
                visitor.Principal.TenantId,
                SignalTopic.Conversation(Guid.Parse(conversation)),
                new QueueSignal(Guid.Parse(conversation), 1, null)
            );

        Assert.NotNull((await customer.NextSignalAsync()).QueuePosition);
    }

    [Fact]
    public async Task Get_OneOfTwoScreensWasClosed_TheCustomerIsOnline()
    {
        var conversation = await BeginAsync();
        using var stays = await FollowAsync(visitor, conversation);
        (await FollowAsync(visitor, conversation)).Dispose();
        await Eventually.TrueAsync(() => Redis().KeyExistsAsync($"left:{conversation}"), Token);

        Assert.Equal("online", await GetAsync(Agent(onAnotherInstance: true), conversation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_BothOfTwoScreensWereClosed_TheCustomerIsAway(bool onAnotherInstance)
    {
        var conversation = await BeginAsync();
        var (first, second) = (await FollowAsync(visitor, conversation), await FollowAsync(visitor, conversation));
        var agent = Agent(onAnotherInstance);
        await Eventually.TrueAsync(async () => await GetAsync(agent, conversation) == "online", Token);

        first.Dispose();
        second.Dispose();

        await Eventually.TrueAsync(async () => await GetAsync(agent, conversation) == "away", Token);
    }

    [Fact]
    public async Task Get_CameWentAndIsNotExpected_SaysSo()
    {
        var conversation = await BeginAsync();
        var agent = Agent(onAnotherInstance: true);
        Assert.Equal("offline", await GetAsync(agent, conversation));

        (await FollowAsync(visitor, conversation)).Dispose();

        await Eventually.TrueAsync(async () => await GetAsync(agent, conversation) == "away", Token);
    }

    [Fact]
    public async Task Get_CustomerOrStranger_IsRefused()
    {
        var conversation = await BeginAsync();
        var stranger = Caller.Of(sessions.A, PrincipalKind.Agent);

        var own = await visitor.GetAsync(Path(conversation));
        var others = await stranger.GetAsync(Path(conversation));

        Assert.Equal(
            (HttpStatusCode.Forbidden, "presence_forbidden"),
            (own.Status, own.Body.GetProperty("code").GetString())
        );
        Assert.Equal(
            (HttpStatusCode.NotFound, "conversation_not_found"),
            (others.Status, others.Body.GetProperty("code").GetString())
        );
    }

    private async Task<string> BeginAsync() => (await visitor.PostAsync("1")).Conversation.Id;

    private Caller Agent(bool onAnotherInstance = false) =>
        Caller.Of(onAnotherInstance ? sessions.B : sessions.A, PrincipalKind.Agent, visitor.Principal.TenantId);

    private IDatabase Redis() => sessions.A.Get<IConnectionMultiplexer>().GetDatabase();

    private static string Path(string conversation) => $"/v1/conversations/{conversation}/presence";

    private static async Task<string?> GetAsync(Caller caller, string conversation)
    {
        var answer = await caller.GetAsync(Path(conversation));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Body.GetProperty("status").GetString();
    }
}
