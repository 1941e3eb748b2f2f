using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults;
using Google.Protobuf;
using StackExchange.Redis;

namespace Chat.Sessions.Live;

/// <summary>
/// The feeds' channels in Redis: `log:{feed, mostly a conversation's id}`, each message the id of the
/// instance it comes from and one FeedItem. What comes back from ourselves is told already.
/// </summary>
internal sealed class RedisLog(IConnectionMultiplexer redis, RedisSubscriptions subscriptions, ILogger<RedisLog> logger)
{
    private const int InstanceLength = 16;
    private readonly byte[] instance = Ids.New().ToByteArray();

    /// <summary>Entries published anywhere reach this instance now.</summary>
    public bool IsConnected => redis.GetSubscriber().IsConnected();

    /// <summary>Pipelined and not awaited: who posts does not wait for Redis.</summary>
    public void Publish(Guid conversationId, FeedItem item)
    {
        if (!redis.IsConnected)
        {
            return;
        }

        try
        {
            redis.GetSubscriber().Publish(Channel(conversationId), Write(item), CommandFlags.FireAndForget);
        }
        catch (Exception exception) when (exception is RedisException or ObjectDisposedException)
        {
            // The message is stored, and whoever posted it must hear so; readers see the gap.
            LiveLog.PublishFailed(logger, exception);
        }
    }

    /// <summary>As <see cref="Publish(Guid, FeedItem)"/>; tells when the entry was heard by any instance.</summary>
    public void Publish(Guid conversationId, FeedItem item, Action heard)
    {
        if (redis.IsConnected)
        {
            _ = PublishAsync(conversationId, item, heard);
        }
    }

    private async Task PublishAsync(Guid conversationId, FeedItem item, Action heard)
    {
        try
        {
            if (await redis.GetSubscriber().PublishAsync(Channel(conversationId), Write(item)) > 0)
            {
                heard();
            }
        }
        catch (Exception exception)
            when (exception
                    is RedisException
                        or TimeoutException
                        or ObjectDisposedException
                        or OperationCanceledException
            )
        {
            // As above: readers see the gap.
            LiveLog.PublishFailed(logger, exception);
        }
    }

    /// <summary>Done when Redis confirmed, or at once when it is away: the client subscribes again by itself.</summary>
    public async Task SubscribeAsync(Guid conversationId, Action<Guid, FeedItem> tell)
    {
        try
        {
            subscriptions.Begin(Channel(conversationId), value => Receive(conversationId, value, tell));
            // Answered on the connection, and so after, the subscription.
            await redis.GetSubscriber().PingAsync();
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LiveLog.SubscribeFailed(logger, exception);
        }
    }

    public void Unsubscribe(Guid conversationId) => subscriptions.End(Channel(conversationId));

    /// <summary>Whether any instance is subscribed. When Redis cannot be asked: yes, for somebody may be.</summary>
    public async Task<bool> IsFollowedAsync(Guid conversationId, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await redis
                .GetDatabase()
                .ExecuteAsync("PUBSUB", "NUMSUB", Channel(conversationId).ToString())
                .WaitAsync(cancellationToken);
            return (RedisResult[]?)answer is not [_, var followers, ..] || (long)followers > 0;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            LiveLog.FollowersUnknown(logger, exception);
            return true;
        }
    }

    private byte[] Write(FeedItem item)
    {
        var bytes = new byte[InstanceLength + item.CalculateSize()];
        instance.CopyTo(bytes, 0);
        item.WriteTo(bytes.AsSpan(InstanceLength));
        return bytes;
    }

    private void Receive(Guid conversationId, RedisValue value, Action<Guid, FeedItem> tell)
    {
        var bytes = ((ReadOnlyMemory<byte>)value).Span;
        if (bytes.Length < InstanceLength || bytes[..InstanceLength].SequenceEqual(instance))
        {
            return;
        }

        try
        {
            tell(conversationId, FeedItem.Parser.ParseFrom(bytes[InstanceLength..]));
        }
        catch (InvalidProtocolBufferException exception)
        {
            LiveLog.MalformedEntry(logger, exception);
        }
    }

    private static RedisChannel Channel(Guid conversationId) =>
        RedisChannel.Literal("log:" + conversationId.ToString());
}
