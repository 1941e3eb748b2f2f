using Chat.Gateway.Live;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets;

/// <summary>What one socket follows, by the ids its client chose.</summary>
internal sealed class SocketSubscriptions(LiveHub hub, SocketOutbox outbox, int most)
{
    private readonly Lock gate = new();
    private readonly List<SocketSubscription> all = new(capacity: 1);

    public LiveHub Hub => hub;

    public SocketOutbox Outbox => outbox;

    /// <summary>Begins a subscription.</summary>
    public Error? Add(string id, LiveTopic topic, LogCursor start)
    {
        SocketSubscription subscription;
        lock (gate)
        {
            if (FindUnsynchronized(id) is not null)
            {
                return new SubscriptionExists();
            }
            if (all.Count >= most)
            {
                return new TooManySocketSubscriptions();
            }
            subscription = new SocketSubscription(this, id, topic);
            all.Add(subscription);
        }
        var error = subscription.Begin(start);
        if (error is not null)
        {
            Forget(subscription);
        }
        return error;
    }

    /// <summary>Ends a subscription.</summary>
    public Error? Remove(string id)
    {
        if (Find(id) is not { } subscription)
        {
            return new SubscriptionUnknown();
        }
        Forget(subscription);
        subscription.End();
        return null;
    }

    /// <summary>The subscription with this id.</summary>
    public SocketSubscription? Find(string id)
    {
        lock (gate)
        {
            return FindUnsynchronized(id);
        }
    }

    /// <summary>The subscription to the conversation of this id, or else of this external id.</summary>
    public SocketSubscription? FindConversation(string? id, string? externalId)
    {
        lock (gate)
        {
            return all.Find(one => id is null ? one.Topic.ExternalId == externalId : one.Topic.Id == id);
        }
    }

    /// <summary>It is over: its id is free.</summary>
    public void Forget(SocketSubscription subscription)
    {
        lock (gate)
        {
            _ = all.Remove(subscription);
        }
    }

    /// <summary>Ends all.</summary>
    public void EndAll()
    {
        SocketSubscription[] left;
        lock (gate)
        {
            left = [.. all];
            all.Clear();
        }
        foreach (var subscription in left)
        {
            subscription.End();
        }
    }

    private SocketSubscription? FindUnsynchronized(string id) =>
        all.Find(one => string.Equals(one.Id, id, StringComparison.Ordinal));
}
