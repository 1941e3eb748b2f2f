using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Sweeps;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Npgsql;
using StackExchange.Redis;
using static Chat.Sessions.Tests.Sweeps.SweepScene;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Sweeps;

[Trait("Level", "Component")]
public sealed class ConversationSweepTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);
    private readonly ConversationSweep sweep = sessions.A.Get<ConversationSweep>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_QuietForLong_IsAbandonedAsIdle()
    {
        var id = await BeginAsync(visitor);
        await AgeAsync(id, "10 minutes");

        Assert.Equal(1, await SweepAsync());

        var log = await visitor.ListAsync(id);
        var happened = log.Messages[1].Event;
        Assert.Equal(("abandon", "idle"), (happened.StatusChanged.Action, happened.Reason));
        Assert.Equal(Wire.ConversationStatus.Abandoned, happened.Status);
        Assert.Equal(0, await SweepAsync());
    }

    [Fact]
    public async Task Run_LivelyOrYoung_IsLeft()
    {
        var lively = await BeginAsync(visitor);
        await AgeAsync(lively, "10 minutes");
        await visitor.PostAsync("me again", lively);
        await visitor.PostAsync("another");

        Assert.Equal(0, await SweepAsync());
    }

    [Fact]
    public async Task Run_SomebodyHasItOpen_IsLeft()
    {
        var id = await BeginAsync(visitor);
        await AgeAsync(id, "10 minutes");
        using var follower = new Follower(visitor.At(sessions.B));
        await follower.SubscribeAsync(visitor.At(sessions.B), id);
        await follower.SubscribedAsync();

        Assert.Equal(0, await SweepAsync());
    }

    [Fact]
    public async Task Run_ItsCustomerHasJustLeft_IsLeftForTheReconnectWindow()
    {
        var id = await BeginAsync(visitor);
        await AgeAsync(id, "10 minutes");
        var away = visitor.At(sessions.B);
        using (var follower = new Follower(away))
        {
            await follower.SubscribeAsync(away, id);
            await follower.SubscribedAsync();
        }

        var redis = sessions.A.Get<IConnectionMultiplexer>().GetDatabase();
        TimeSpan? left = null;
        await Eventually.TrueAsync(
            async () => (left = await redis.KeyTimeToLiveAsync($"left:{id}")) is not null,
            Token
        );

        Assert.InRange(left!.Value, TimeSpan.FromSeconds(200), TimeSpan.FromSeconds(300));
        Assert.Equal(0, await SweepAsync());
        // As when the window is over.
        await redis.KeyDeleteAsync($"left:{id}");
        await Eventually.TrueAsync(async () => await SweepAsync() == 1, Token);
    }

    [Fact]
    public async Task Run_AnAgentHasJustLeft_IsAbandoned()
    {
        var id = await BeginAsync(visitor);
        await AgeAsync(id, "10 minutes");
        var agent = Caller.Of(sessions.B, PrincipalKind.Agent, visitor.Principal.TenantId);
        using (var follower = new Follower(agent))
        {
            await follower.SubscribeAsync(agent, id);
            await follower.SubscribedAsync();
        }

        await Eventually.TrueAsync(async () => await SweepAsync() == 1, Token);
    }

    [Fact]
    public async Task Run_OpenOnSomeScreenForADay_Expires()
    {
        var id = await BeginAsync(visitor);
        await AgeAsync(id, "25 hours");
        using var follower = new Follower(visitor);
        await follower.SubscribeAsync(visitor, id);
        await follower.SubscribedAsync();

        Assert.Equal(1, await SweepAsync());

        Assert.Equal("expired", (await visitor.ListAsync(id)).Messages[1].Event.Reason);
    }

    [Fact]
    public async Task Run_WaitsForAnAgent_IsLeftUntilNobodyCanStillWait()
    {
        var id = await BeginAsync(visitor);
        await MoveAsync(id, ConversationAction.Queue);
        await AgeAsync(id, "10 minutes");

        Assert.Equal(0, await SweepAsync());
        await AgeAsync(id, "25 hours");
        Assert.Equal(1, await SweepAsync());

        Assert.Equal("expired", (await visitor.ListAsync(id)).Messages[2].Event.Reason);
    }

    [Fact]
    public async Task Run_ResolvedForLong_IsClosed()
    {
        var id = await BeginAsync(visitor);
        await MoveAsync(id, ConversationAction.Resolve);
        await AgeAsync(id, "31 minutes");

        Assert.Equal(1, await SweepAsync());

        var closed = (await visitor.ListAsync(id)).Messages[2].Event;
        Assert.Equal(("close", "auto_close"), (closed.StatusChanged.Action, closed.Reason));
    }

    [Fact]
    public async Task Run_ManyOnTwoInstances_EndsEachOnce()
    {
        for (var n = 0; n < 250; n++)
        {
            await BeginAsync(visitor);
        }

        await AgeAllAsync(visitor);

        var ended = await Task.WhenAll(
            sweep.RunAsync([visitor.Principal.TenantId], Token),
            sessions.B.Get<ConversationSweep>().RunAsync([visitor.Principal.TenantId], Token)
        );
        var rest = await SweepAsync();

        Assert.Equal(250, ended.Sum() + rest);
        Assert.Equal(250L, await CountAsync("select count(*) from messages where tenant_id = $1 and type = 6"));
        Assert.Equal(250L, await CountAsync("select count(*) from conversations where tenant_id = $1 and status = 7"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public async Task Run_TheClockWasSet_EndsWhatIsOldByTheDatabasesClock(int days)
    {
        var time = new SteppingTimeProvider();
        await using var instance = await sessions.StartAsync(time);
        var (old, young) = (await BeginAsync(visitor), await BeginAsync(visitor));
        await AgeAsync(old, "10 minutes");

        time.Step(TimeSpan.FromDays(days));
        var ended = await instance.Get<ConversationSweep>().RunAsync([visitor.Principal.TenantId], Token);

        Assert.Equal(1, ended);
        Assert.Equal(2, (await visitor.ListAsync(old)).Messages.Count);
        Assert.Single((await visitor.ListAsync(young)).Messages);
    }

    [Fact]
    public async Task Run_AllTenants_SeesThisOne()
    {
        var id = await BeginAsync(Caller.Visitor(sessions.A, await DefaultTenantAsync()));
        await AgeAsync(id, "10 minutes");

        Assert.True(await sweep.RunAsync(Token) >= 1);
    }

    private Task<int> SweepAsync() => sweep.RunAsync([visitor.Principal.TenantId], Token);

    private async Task MoveAsync(string id, ConversationAction action)
    {
        var moved = await sessions
            .A.Get<ConversationChange>()
            .MoveAsync(
                new ConversationKey(visitor.Principal.TenantId, Guid.Parse(id)),
                ConversationActor.System,
                new ConversationMove { Action = action },
                Token
            );
        Assert.True(moved.IsSuccess);
    }

    // The id says when it was begun, so it has to be an old one.
    private async Task AgeAsync(string id, string age)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "update conversations set updated_at = now() - $2::interval, resolved_at = resolved_at - $2::interval "
                + "where id = $1"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(id) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = age });
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
    }

    private async Task<object?> CountAsync(string sql)
    {
        await using var command = sessions.A.Admin.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = visitor.Principal.TenantId });
        return await command.ExecuteScalarAsync(Token);
    }

    private async Task<Guid> DefaultTenantAsync()
    {
        await using var command = sessions.A.Admin.CreateCommand("select id from tenants limit 1");
        return (Guid)(await command.ExecuteScalarAsync(Token))!;
    }
}
