using System.Threading.Channels;
using Chat.ServiceDefaults;
using Chat.Sessions.Live;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace Chat.Sessions.Tests.Live;

/// <summary>Subscriptions in a real Redis of their own, which is killed.</summary>
[Trait("Level", "Component")]
public sealed class RedisSubscriptionsTests : IAsyncLifetime
{
    private readonly Channel<string> told = Channel.CreateBounded<string>(100);
    private RedisServer server = null!;
    private ConnectionMultiplexer redis = null!;
    private ConnectionMultiplexer others = null!;
    private RedisSubscriptions subscriptions = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await RedisServer.StartAsync();
        redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        others = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        subscriptions = new RedisSubscriptions(redis, TimeProvider.System, NullLogger<RedisSubscriptions>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        subscriptions.Dispose();
        await others.DisposeAsync();
        await redis.DisposeAsync();
        await server.DisposeAsync();
    }

    // The client itself forgets such a subscription without a word to Redis.
    [Fact]
    public async Task End_BeforeRedisAnswered_LeavesNothingInRedis()
    {
        for (var n = 0; n < 500; n++)
        {
            var channel = NewChannel();
            subscriptions.Begin(channel, Tell);
            subscriptions.End(channel);
        }

        await NoneIsLeftAsync();
    }

    [Fact]
    public async Task Begin_BeforeTheLastOneEnded_GoesOnWithTheNewReader()
    {
        var channel = NewChannel();
        for (var n = 0; n < 100; n++)
        {
            subscriptions.Begin(channel, _ => told.Writer.TryWrite("for one who left"));
            subscriptions.End(channel);
        }

        subscriptions.Begin(channel, Tell);

        await HeardAsync(channel, "1");
        subscriptions.End(channel);
        await NoneIsLeftAsync();
    }

    [Fact]
    public async Task Begin_AfterTheLastOneEnded_Hears()
    {
        var channel = NewChannel();
        subscriptions.Begin(channel, Tell);
        await HeardAsync(channel, "1");
        subscriptions.End(channel);
        subscriptions.End(channel);

        subscriptions.Begin(channel, Tell);

        await HeardAsync(channel, "2");
    }

    [Fact]
    public async Task Begin_RedisAway_HearsWhenItIsBack()
    {
        var (wanted, unwanted) = (NewChannel(), NewChannel());
        await server.KillAsync();
        subscriptions.Begin(wanted, Tell);
        subscriptions.Begin(unwanted, Tell);
        subscriptions.End(unwanted);

        await server.StartAgainAsync();

        await HeardAsync(wanted, "1");
        subscriptions.End(wanted);
        await NoneIsLeftAsync();
    }

    private static RedisChannel NewChannel() => RedisChannel.Literal($"test:{Ids.New()}");

    private void Tell(RedisValue message) => told.Writer.TryWrite(message.ToString());

    // Said until it is heard: when the subscription stands is Redis' to tell.
    private async Task HeardAsync(RedisChannel channel, string message)
    {
        await Eventually.TrueAsync(
            async () => others.IsConnected && await others.GetSubscriber().PublishAsync(channel, message) > 0,
            Token
        );
        Assert.Equal(message, await told.Reader.ReadAsync(Token).AsTask().WithTimeout());
    }

    private Task NoneIsLeftAsync() =>
        Eventually.TrueAsync(
            async () =>
            {
                var channels = (RedisResult[]?)await others.GetDatabase().ExecuteAsync("PUBSUB", "CHANNELS", "test:*");
                return channels is [];
            },
            Token
        );
}
