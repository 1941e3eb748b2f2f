using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;
using Chat.Sessions.Live;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;

namespace Chat.Sessions.Tests.Live;

[Trait("Level", "Component")]
public sealed class LogHubTests(SessionsFixture sessions)
{
    private readonly LogHub hub = sessions.A.Get<LogHub>();
    private readonly LogKey key = new(Ids.New(), Ids.New(), ConversationGuard.None);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Listen_OnReturn_NothingPublishedIsMissed(bool onAnotherInstance)
    {
        var publisher = onAnotherInstance ? sessions.B.Get<LogHub>() : hub;
        using var listener = await hub.ListenAsync(key, Token);

        publisher.Publish(key.ConversationId, new LogEntry { Sequence = 7 });

        var signal = await listener.News.ReadAsync(Token).AsTask().WithTimeout();
        Assert.Equal(7, signal.Entry?.Sequence);
    }

    // The last reader leaves while the next one comes: the topic is closed under its feet, and it needs a new one.
    [Fact]
    public async Task Listen_OthersComeAndGoAllTheTime_NothingPublishedIsMissed()
    {
        var publisher = sessions.B.Get<LogHub>();
        await Task.WhenAll(
                Enumerable
                    .Range(0, 8)
                    .Select(async reader =>
                    {
                        for (var turn = 0; turn < 25; turn++)
                        {
                            using var listener = await hub.ListenAsync(key, Token);
                            var sequence = (reader * 1000) + turn + 1;
                            publisher.Publish(key.ConversationId, new LogEntry { Sequence = sequence });
                            await HeardAsync(listener, sequence);
                        }
                    })
            )
            .WithTimeout();

        await Eventually.TrueAsync(() => hub.Topics.All(topic => topic.ConversationId != key.ConversationId), Token);
    }

    [Fact]
    public async Task Listen_CallerLeavesWhileSubscribing_IsForgotten()
    {
        using var leaving = new CancellationTokenSource();
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            for (var turn = 0; turn < 50; turn++)
            {
                using var listener = await hub.ListenAsync(key, leaving.Token);
            }
        });

        await Eventually.TrueAsync(() => hub.Topics.All(topic => topic.ConversationId != key.ConversationId), Token);
        await Eventually.TrueAsync(
            async () => !await sessions.B.Get<LogHub>().IsFollowedAsync(key.ConversationId, Token),
            Token
        );
    }

    [Fact]
    public async Task Listener_NotRead_KeepsABoundAndSaysThatItLagged()
    {
        using var listener = await hub.ListenAsync(key, Token);

        for (var n = 0; n < 100_000; n++)
        {
            hub.Tell(key.ConversationId, new LogEntry { Sequence = n });
        }

        Assert.True(listener.Lagged);
        Assert.Equal(1024, listener.News.Count);
    }

    [Fact]
    public async Task Tell_AnotherConversation_IsNotHeard()
    {
        using var listener = await hub.ListenAsync(key, Token);

        hub.Tell(Ids.New(), new LogEntry { Sequence = 1 });
        hub.TellHead(Ids.New(), new LogHead(5, ""));

        Assert.False(listener.News.TryRead(out _));
    }

    [Fact]
    public async Task IsFollowed_HereThereAndNowhere_IsTold()
    {
        Assert.False(await hub.IsFollowedAsync(key.ConversationId, Token));
        using (await sessions.B.Get<LogHub>().ListenAsync(key, Token))
        {
            Assert.True(await hub.IsFollowedAsync(key.ConversationId, Token));
        }

        await Eventually.TrueAsync(async () => !await hub.IsFollowedAsync(key.ConversationId, Token), Token);
    }

    private static async Task HeardAsync(LogListener listener, long sequence)
    {
        var heard = 0L;
        while (heard != sequence)
        {
            heard = (await listener.News.ReadAsync(Token)).Entry?.Sequence ?? 0;
        }
    }
}
