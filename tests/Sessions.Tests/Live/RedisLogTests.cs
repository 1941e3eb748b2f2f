using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.Sessions.Live;
using Chat.Sessions.Speaking;
using Chat.Testing.Servers;
using Chat.Testing.Time;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Chat.Sessions.Tests.Live;

/// <summary>Channels and texts of running replies in a real Redis: with it away, and with what others left in it.</summary>
[Trait("Level", "Component")]
public sealed class RedisLogTests : IAsyncLifetime
{
    private readonly Guid conversation = Ids.New();
    private readonly Channel<LogEntry> told = Channel.CreateBounded<LogEntry>(100);
    private ConnectionMultiplexer redis = null!;
    private RedisLog log = null!;
    private RedisLog others = null!;
    private ReplyTexts texts = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string TextKey => "reply:" + conversation.ToString();

    public async ValueTask InitializeAsync() =>
        Use(await ConnectionMultiplexer.ConnectAsync((await RedisServer.SharedAsync()).ConnectionString));

    public ValueTask DisposeAsync() => redis.DisposeAsync();

    [Fact]
    public async Task Subscribe_OnReturn_HearsEntriesInOrder()
    {
        await SubscribeAsync();

        for (var sequence = 1; sequence <= 50; sequence++)
        {
            others.Publish(conversation, Item(sequence));
        }

        for (var sequence = 1; sequence <= 50; sequence++)
        {
            Assert.Equal(sequence, (await NextAsync()).Sequence);
        }
    }

    // A newer version, or a stranger in the same Redis: the reader must hear what comes after it.
    [Fact]
    public async Task Receive_NoItem_IsSkipped()
    {
        await SubscribeAsync();

        var channel = RedisChannel.Literal("log:" + conversation.ToString());
        await redis.GetSubscriber().PublishAsync(channel, new byte[] { 0xFF, 0xFF, 0xFF });
        await redis
            .GetSubscriber()
            .PublishAsync(
                channel,
                new byte[16]
                    .Concat<byte>([0xFF, 0xFF, 0xFF])
                    .ToArray()
            );
        others.Publish(conversation, Item(7));

        Assert.Equal(7, (await NextAsync()).Sequence);
    }

    // Its own readers were told directly.
    [Fact]
    public async Task Receive_OwnItem_IsSkipped()
    {
        await SubscribeAsync();

        log.Publish(conversation, Item(1));
        others.Publish(conversation, Item(2));

        Assert.Equal(2, (await NextAsync()).Sequence);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Publish_WithSomebodyAndWithNobodyListening_CallsBackAccordingly(bool somebody)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (somebody)
        {
            await SubscribeAsync();
        }

        log.Publish(conversation, Item(1), heard.SetResult);
        // On the same connection, and so answered after it.
        await redis.GetSubscriber().PingAsync();
        await redis.GetDatabase().PingAsync();

        if (somebody)
        {
            await heard.Task.WithTimeout();
        }

        Assert.Equal(somebody, heard.Task.IsCompleted);
    }

    [Fact]
    public async Task Save_RunningReply_IsFoundByOthersUntilItIsRemoved()
    {
        texts.Save(conversation, new ReplyText(new ReplyStarted { ReplyId = "r", InReplyTo = "m" }, "so far"));
        texts.Save(conversation, new ReplyText(new ReplyStarted { ReplyId = "r", InReplyTo = "m" }, "so far so good"));

        var found = await texts.FindAsync(conversation, Token);
        texts.Remove(conversation);

        Assert.Equal(("r", "m", "so far so good"), (found!.Started.ReplyId, found.Started.InReplyTo, found.Text));
        Assert.Null(await texts.FindAsync(conversation, Token));
    }

    // An instance that dies removes nothing: what it left must end by itself.
    [Fact]
    public async Task Save_NobodyRemovesIt_EndsByItself()
    {
        texts.Save(conversation, new ReplyText(new ReplyStarted { ReplyId = "r" }, "so far"));

        var left = await redis.GetDatabase().KeyTimeToLiveAsync(TextKey);

        Assert.InRange(left!.Value, TimeSpan.FromSeconds(100), TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Find_NoReplyInIt_IsNothing()
    {
        var database = redis.GetDatabase();
        Assert.Null(await texts.FindAsync(conversation, Token));

        await database.StringSetAsync(TextKey, new byte[] { 0xFF, 0xFF });
        Assert.Null(await texts.FindAsync(conversation, Token));

        await database.StringSetAsync(TextKey, new LogEntries { Entries = { new LogEntry() } }.ToByteArray());
        Assert.Null(await texts.FindAsync(conversation, Token));

        await database.KeyDeleteAsync(TextKey);
        await database.ListLeftPushAsync(TextKey, "a list");
        Assert.Null(await texts.FindAsync(conversation, Token));
    }

    // Posting must go on, and a speaker must not be stopped because nobody can say whether anybody listens.
    [Fact]
    public async Task Anything_RedisAway_FailsNobody()
    {
        await redis.DisposeAsync();
        Use(
            await ConnectionMultiplexer.ConnectAsync(
                "127.0.0.1:1,abortConnect=false,connectTimeout=200,syncTimeout=200"
            )
        );
        var heard = false;

        log.Publish(conversation, Item(1));
        log.Publish(conversation, Item(1), () => heard = true);
        texts.Save(conversation, new ReplyText(new ReplyStarted { ReplyId = "r" }, "so far"));
        texts.Remove(conversation);
        await SubscribeAsync().WithTimeout();
        log.Unsubscribe(conversation);

        Assert.False(log.IsConnected);
        Assert.True(await log.IsFollowedAsync(conversation, Token).WithTimeout());
        Assert.Null(await texts.FindAsync(conversation, Token).WithTimeout());
        Assert.False(heard);
    }

    private void Use(ConnectionMultiplexer connection)
    {
        redis = connection;
        log = Log();
        others = Log();
        texts = new ReplyTexts(
            redis,
            new ActiveReplies(Options.Create(new SpeakingOptions())),
            NullLogger<ReplyTexts>.Instance
        );
    }

    private RedisLog Log() =>
        new(
            redis,
            new RedisSubscriptions(redis, TimeProvider.System, NullLogger<RedisSubscriptions>.Instance),
            NullLogger<RedisLog>.Instance
        );

    private Task SubscribeAsync() =>
        log.SubscribeAsync(
            conversation,
            (id, item) =>
            {
                Assert.Equal(conversation, id);
                told.Writer.TryWrite(item.Entry);
            }
        );

    private static FeedItem Item(long sequence) => new() { Entry = new LogEntry { Sequence = sequence } };

    private Task<LogEntry> NextAsync() => told.Reader.ReadAsync(Token).AsTask().WithTimeout();
}
