using Chat.Sessions.Live;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Live;

/// <summary>Servers of their own, because they are killed.</summary>
[Trait("Level", "Component")]
public sealed class OutageTests : IAsyncLifetime
{
    private RedisServer redis = null!;
    private SessionsInstance a = null!;
    private SessionsInstance b = null!;

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        a = await SessionsInstance.StartAsync(database, redis.ConnectionString);
        b = await SessionsInstance.StartAsync(database, redis.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await b.DisposeAsync();
        await a.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task Follow_RedisKilledAndBack_MissesNothing()
    {
        var visitor = Caller.Visitor(a);
        var posted = await visitor.PostAsync("1");
        using var here = new Follower(visitor);
        using var elsewhere = new Follower(visitor.At(b));
        await here.SubscribeAsync(visitor, posted.Conversation.Id);
        await elsewhere.SubscribeAsync(visitor, posted.Conversation.Id);
        await here.SubscribedAsync();
        await elsewhere.SubscribedAsync();
        await here.NextAsync();
        await elsewhere.NextAsync();

        await redis.KillAsync();
        await visitor.PostAsync("2", posted.Conversation.Id);
        Assert.Equal("2", (await here.NextAsync()).Message.Text);
        Assert.Equal("2", (await elsewhere.NextAsync()).Message.Text);

        await redis.StartAgainAsync();
        await ConnectedAsync();
        await visitor.PostAsync("3", posted.Conversation.Id);
        Assert.Equal("3", (await here.NextAsync()).Message.Text);
        Assert.Equal("3", (await elsewhere.NextAsync()).Message.Text);
    }

    [Fact]
    public async Task Follow_BegunWhileRedisIsAway_GetsWhatComesAndHeals()
    {
        await redis.KillAsync();
        var visitor = Caller.Visitor(a);
        var posted = await visitor.PostAsync("1");
        using var elsewhere = new Follower(visitor.At(b));

        await elsewhere.SubscribeAsync(visitor, posted.Conversation.Id);
        await elsewhere.SubscribedAsync();
        await visitor.PostAsync("2", posted.Conversation.Id);
        Assert.Equal(["1", "2"], (await elsewhere.NextAsync(2)).Select(entry => entry.Message.Text));

        await redis.StartAgainAsync();
        await ConnectedAsync();
        var question = await visitor.PostAsync(visitor.Question("3", posted.Conversation.Id));
        await elsewhere.NextAsync();
        await SpeakingCaller.AnswerAsync(visitor, question, "4");
        Assert.Equal("4", (await elsewhere.NextAsync()).Message.Text);
    }

    [Fact]
    public async Task Speak_RedisAway_StillTellsReadersHere()
    {
        var visitor = Caller.Visitor(a);
        var posted = await visitor.PostAsync(visitor.Question("Why?"));
        using var here = new Follower(visitor);
        await here.SubscribeAsync(visitor, posted.Conversation.Id);
        await here.SubscribedAsync();
        await here.NextAsync();
        await redis.KillAsync();

        using var speaking = new SpeakingCaller(visitor);
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = SpeakingCaller.Begin(posted) });
        await speaking.NextAsync();
        await speaking.SayAsync(posted.Lease.ReplyId, 0, "Because.");
        await speaking.SendAsync(new Wire.SpeakRequest { Commit = SpeakingCaller.Commit("Because.") });

        var (text, message) = await here.ReadReplyAsync();
        Assert.Equal("Because.", message.Text);
        Assert.Equal("Because.", text);
    }

    private Task ConnectedAsync() =>
        Eventually.TrueAsync(
            () => a.Get<RedisLog>().IsConnected && b.Get<RedisLog>().IsConnected,
            TestContext.Current.CancellationToken
        );
}
