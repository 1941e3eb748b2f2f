using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Live;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using StackExchange.Redis;
using static Chat.Sessions.Tests.CustomerPresence.CustomerPresenceScene;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.CustomerPresence;

/// <summary>A Redis of its own, because it is emptied and killed.</summary>
[Trait("Level", "Component")]
public sealed class CustomerPresenceOutageTests : IAsyncLifetime
{
    private RedisServer redis = null!;
    private SessionsInstance a = null!;
    private SessionsInstance b = null!;
    private Caller visitor = null!;
    private Caller agent = null!;

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        a = await SessionsInstance.StartAsync(database, redis.ConnectionString);
        b = await SessionsInstance.StartAsync(database, redis.ConnectionString);
        visitor = Caller.Visitor(a);
        agent = Caller.Of(b, PrincipalKind.Agent, visitor.Principal.TenantId);
    }

    public async ValueTask DisposeAsync()
    {
        await b.DisposeAsync();
        await a.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task Follow_RedisFlushedWhileTheCustomerIsAwayAndWhileItIsThere_NoGhostStays()
    {
        var conversation = (await visitor.PostAsync("1")).Conversation.Id;
        using var watching = await FollowAsync(agent, conversation);
        Assert.Equal(Wire.PresenceStatus.Offline, await NextAsync(watching));
        using (await FollowAsync(visitor, conversation))
        {
            Assert.Equal(Wire.PresenceStatus.Online, await NextAsync(watching));
        }

        Assert.Equal(Wire.PresenceStatus.Away, await NextAsync(watching));
        await FlushAsync();
        Assert.Equal(Wire.PresenceStatus.Offline, await NextAsync(watching));

        using (await FollowAsync(visitor, conversation))
        {
            Assert.Equal(Wire.PresenceStatus.Online, await NextAsync(watching));
            await FlushAsync();
        }

        Assert.Equal(Wire.PresenceStatus.Away, await NextAsync(watching));
    }

    [Fact]
    public async Task Follow_RedisKilledAndBack_TellsTheNextChange()
    {
        var conversation = (await visitor.PostAsync("1")).Conversation.Id;
        using var watching = await FollowAsync(agent, conversation);
        Assert.Equal(Wire.PresenceStatus.Offline, await NextAsync(watching));
        var customer = await FollowAsync(visitor, conversation);
        Assert.Equal(Wire.PresenceStatus.Online, await NextAsync(watching));

        await redis.KillAsync();
        await redis.StartAgainAsync();
        await Eventually.TrueAsync(
            () => a.Get<RedisLog>().IsConnected && b.Get<RedisLog>().IsConnected,
            TestContext.Current.CancellationToken
        );
        customer.Dispose();

        var told = await NextAsync(watching);
        while (told is Wire.PresenceStatus.Online)
        {
            // Missed for a moment, while the subscriptions came back.
            told = await NextAsync(watching);
        }

        Assert.NotEqual(Wire.PresenceStatus.Online, told);
    }

    private async Task FlushAsync() => await b.Get<IConnectionMultiplexer>().GetDatabase().ExecuteAsync("FLUSHALL");
}
