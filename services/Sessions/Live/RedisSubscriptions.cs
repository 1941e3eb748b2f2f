using StackExchange.Redis;

namespace Chat.Sessions.Live;

/// <summary>
/// This instance's subscriptions in Redis, which come and go with readers. The client forgets one that is ended before
/// Redis answered it without a word to Redis, which then keeps it for as long as the connection lives. So here one is
/// ended when it was answered, and lives on when somebody wants it again by then.
/// </summary>
internal sealed class RedisSubscriptions(
    IConnectionMultiplexer redis,
    TimeProvider time,
    ILogger<RedisSubscriptions> logger
) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Dictionary<RedisChannel, Subscription> all = [];
    private readonly CancellationTokenSource life = new();

    /// <summary>
    /// Has what is said in the channel told, in order, until <see cref="End"/>; each channel has one who is told. Does not
    /// wait, and needs no Redis: while it is away the subscription is kept for when it is back.
    /// </summary>
    /// <exception cref="RedisException">The client refused.</exception>
    public void Begin(RedisChannel channel, Action<RedisValue> tell)
    {
        lock (all)
        {
            if (all.TryGetValue(channel, out var ending))
            {
                (ending.Tell, ending.IsWanted) = (tell, true);
                return;
            }

            var subscription = new Subscription { Tell = tell };
            // A queue keeps the order, which plain handlers do not.
            var queue = redis.GetSubscriber().Subscribe(channel, CommandFlags.FireAndForget);
            queue.OnMessage(message => subscription.Tell(message.Message));
            all.Add(channel, subscription);
        }
    }

    /// <summary>Nobody is told any more. Does not wait.</summary>
    public void End(RedisChannel channel)
    {
        lock (all)
        {
            if (!all.TryGetValue(channel, out var subscription) || !subscription.IsWanted)
            {
                return;
            }

            (subscription.Tell, subscription.IsWanted) = (Nobody, false);
            if (!TryEndUnsynchronized(channel) && !subscription.IsEnding)
            {
                subscription.IsEnding = true;
                _ = EndWhenAnsweredAsync(channel, subscription);
            }
        }
    }

    public void Dispose()
    {
        life.Cancel();
        life.Dispose();
    }

    private static void Nobody(RedisValue message)
    {
        // It was said before Redis heard that nobody listens.
    }

    private async Task EndWhenAnsweredAsync(RedisChannel channel, Subscription subscription)
    {
        try
        {
            var stopping = life.Token;
            while (true)
            {
                await TryPingAsync();
                lock (all)
                {
                    if (subscription.IsWanted || TryEndUnsynchronized(channel))
                    {
                        subscription.IsEnding = false;
                        return;
                    }
                }

                await Task.Delay(Pause, time, stopping);
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or OperationCanceledException)
        {
            // The instance stops, and its subscriptions end with the connection.
        }
    }

    // Answered on the connection of the subscriptions, and so after all that went before.
    private async Task TryPingAsync()
    {
        try
        {
            await redis.GetSubscriber().PingAsync();
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LiveLog.NotUnsubscribed(logger, exception);
        }
    }

    private bool TryEndUnsynchronized(RedisChannel channel)
    {
        var subscriber = redis.GetSubscriber();
        // There is one only from the answer on.
        if (subscriber.SubscribedEndpoint(channel) is null)
        {
            return false;
        }

        all.Remove(channel);
        subscriber.Unsubscribe(channel, flags: CommandFlags.FireAndForget);
        return true;
    }

    private sealed class Subscription
    {
        public required Action<RedisValue> Tell { get; set; }

        public bool IsWanted { get; set; } = true;

        /// <summary>Somebody waits until it can be ended.</summary>
        public bool IsEnding { get; set; }
    }
}
