using Chat.Sessions.Live;
using StackExchange.Redis;

namespace Chat.Sessions.CustomerPresence;

/// <summary>
/// Which conversations customers have open on this instance. The others know by Redis: while there is one, this instance
/// is subscribed to `here:{conversation}`, on which nothing is ever said. A subscription ends with the connection that
/// made it and survives a flush, so nobody can be left behind in it.
/// </summary>
internal sealed class CustomerScreens(
    IConnectionMultiplexer redis,
    RedisSubscriptions subscriptions,
    ILogger<CustomerScreens> logger
)
{
    private readonly Dictionary<Guid, int> open = [];

    /// <summary>One more of its customer's screens shows the conversation.</summary>
    public void Add(Guid conversationId)
    {
        lock (open)
        {
            var screens = open.GetValueOrDefault(conversationId);
            open[conversationId] = screens + 1;
            if (screens == 0)
            {
                // Under the lock, so that they keep the order in which they are made here.
                Try(() => subscriptions.Begin(Channel(conversationId), Ignore));
            }
        }
    }

    /// <summary>One less.</summary>
    public void Remove(Guid conversationId)
    {
        lock (open)
        {
            var screens = open.GetValueOrDefault(conversationId);
            if (screens > 1)
            {
                open[conversationId] = screens - 1;
            }
            else if (open.Remove(conversationId))
            {
                Try(() => subscriptions.End(Channel(conversationId)));
            }
        }
    }

    public bool IsOpenHere(Guid conversationId)
    {
        lock (open)
        {
            return open.ContainsKey(conversationId);
        }
    }

    /// <summary>Those of the conversations that customers have open on any instance.</summary>
    /// <exception cref="RedisException">Redis is away.</exception>
    public async Task<HashSet<Guid>> OpenAnywhereAsync(
        IReadOnlyList<Guid> conversations,
        CancellationToken cancellationToken
    )
    {
        object[] arguments = ["NUMSUB", .. conversations.Select(id => Channel(id).ToString())];
        var answer = await redis.GetDatabase().ExecuteAsync("PUBSUB", arguments).WaitAsync(cancellationToken);
        // Channel, count, channel, count, ... in the order asked for.
        var counts = (RedisResult[])answer!;
        return [.. conversations.Where((_, index) => (long)counts[index * 2 + 1] > 0)];
    }

    private static void Ignore(RedisValue value)
    {
        // Nothing is said there.
    }

    private void Try(Action change)
    {
        try
        {
            change();
        }
        catch (Exception exception) when (exception is RedisException or ObjectDisposedException)
        {
            CustomerPresenceLog.NotShown(logger, exception);
        }
    }

    private static RedisChannel Channel(Guid conversationId) => RedisChannel.Literal($"here:{conversationId}");
}
