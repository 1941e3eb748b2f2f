using System.Collections.Concurrent;
using Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>
/// Brings entries of conversations' logs to their readers: directly to those of this instance, through Redis to those
/// of the others. Nothing here is awaited by who posts, and nothing is lost when it fails: readers see the gap.
/// </summary>
internal sealed class LogHub(RedisLog redis, TimeProvider time)
{
    private const int ListenerCapacity = 1024;

    // Redis away: readers are told by LogHeadPoller instead, so they need not wait for longer.
    private static readonly TimeSpan SubscribeTimeout = TimeSpan.FromSeconds(1);

    // By feed: a conversation's id, or one made of the name of a topic that has no log (SignalTopic).
    private readonly ConcurrentDictionary<Guid, LogTopic> topics = new();

    public IEnumerable<LogTopic> Topics => topics.Values;

    /// <summary>Begins to listen; on return what is published from now on will be told.</summary>
    public async Task<LogListener> ListenAsync(LogKey key, CancellationToken cancellationToken)
    {
        while (true)
        {
            var topic = topics.GetOrAdd(
                key.ConversationId,
                static (_, made) => new LogTopic(made.key, made.hub),
                (key, hub: this)
            );
            if (topic.TryJoin(ListenerCapacity, SubscribeAsync, out var whenSubscribed) is not { } listener)
            {
                continue;
            }

            try
            {
                await whenSubscribed.WaitAsync(SubscribeTimeout, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                // The subscription is still under way; until it stands the poller tells.
            }
            catch (OperationCanceledException)
            {
                listener.Dispose();
                throw;
            }

            return listener;
        }
    }

    /// <summary>Tells everybody who follows the conversation.</summary>
    public void Publish(Guid conversationId, LogEntry entry)
    {
        Tell(conversationId, entry);
        redis.Publish(conversationId, new FeedItem { Entry = entry });
    }

    /// <summary>Tells everybody who follows the conversation; calls back, soon, when that is anybody.</summary>
    public void Publish(Guid conversationId, LogEntry entry, Action heard)
    {
        if (topics.TryGetValue(conversationId, out var topic) && topic.Count > 0)
        {
            topic.Tell(entry);
            heard();
        }

        redis.Publish(conversationId, new FeedItem { Entry = entry }, heard);
    }

    /// <summary>Gives a signal to everybody who listens.</summary>
    public void Publish(Guid feedId, Signal signal)
    {
        var item = new FeedItem { Signal = signal };
        Tell(feedId, item);
        redis.Publish(feedId, item);
    }

    /// <summary>Tells this instance's readers.</summary>
    public void Tell(Guid conversationId, LogEntry entry)
    {
        if (topics.TryGetValue(conversationId, out var topic))
        {
            topic.Tell(entry);
        }
    }

    /// <summary>Gives a signal to this instance's readers.</summary>
    public void Tell(Guid feedId, Signal signal)
    {
        if (topics.TryGetValue(feedId, out var topic))
        {
            topic.Tell(signal);
        }
    }

    /// <summary>Tells this instance's readers where the log stands.</summary>
    public void TellHead(Guid conversationId, LogHead head)
    {
        if (topics.TryGetValue(conversationId, out var topic))
        {
            topic.TellHead(head);
        }
    }

    /// <summary>Whether readers of this instance follow the conversation.</summary>
    public bool IsFollowedHere(Guid conversationId) =>
        topics.TryGetValue(conversationId, out var topic) && topic.Count > 0;

    /// <summary>Whether anybody follows the conversation, here or on another instance.</summary>
    public async Task<bool> IsFollowedAsync(Guid conversationId, CancellationToken cancellationToken) =>
        IsFollowedHere(conversationId) || await redis.IsFollowedAsync(conversationId, cancellationToken);

    /// <summary>The topic's last reader left.</summary>
    public void Close(LogTopic topic)
    {
        // In this order, or a newcomer's topic would be subscribed and then unsubscribed by this one.
        try
        {
            redis.Unsubscribe(topic.ConversationId);
        }
        finally
        {
            topics.TryRemove(new KeyValuePair<Guid, LogTopic>(topic.ConversationId, topic));
        }
    }

    private void Tell(Guid feedId, FeedItem item)
    {
        if (item.Entry is { } entry)
        {
            Tell(feedId, entry);
        }
        else if (item.Signal is { } signal)
        {
            Tell(feedId, signal);
        }
    }

    private Task SubscribeAsync(Guid conversationId) => redis.SubscribeAsync(conversationId, Tell);
}
