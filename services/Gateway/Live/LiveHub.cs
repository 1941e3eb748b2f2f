using System.Collections.Concurrent;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Live;

/// <summary>
/// Every conversation this instance follows, over one Follow call: readers come and go, the call stays. It holds
/// nothing that cannot be rebuilt from the readers' cursors.
/// </summary>
internal sealed class LiveHub(IOptions<LiveOptions> options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<long, LiveLeg> legs = new();

    // At most one: it only says that there is something to follow, not how much.
    private readonly SemaphoreSlim demand = new(0, 1);
    private long lastId;
    private LiveCall? call;

    /// <summary>The clock readers wait by.</summary>
    public TimeProvider Time => time;

    /// <summary>Every leg, for a new call to announce.</summary>
    public ICollection<LiveLeg> Legs => legs.Values;

    /// <summary>Begins to follow a conversation behind <paramref name="cursor"/>.</summary>
    public Result<LiveSubscription> Subscribe(Principal reader, string conversationId, LogCursor cursor) =>
        Subscribe(new LiveTopic(reader, LiveTopicKind.Conversation, conversationId), cursor);

    /// <summary>Begins to follow something behind <paramref name="cursor"/>.</summary>
    public Result<LiveSubscription> Subscribe(LiveTopic topic, LogCursor cursor)
    {
        var queue = NewQueue();
        var leg = Open(topic, cursor, queue);
        return leg.IsSuccess ? new LiveSubscription(this, leg.Value, queue) : leg.Error;
    }

    /// <summary>Begins to follow something, for a reader that takes items as they come.</summary>
    public Result<LiveLeg> Open(LiveTopic topic, LogCursor cursor, ILegReader reader) =>
        legs.Count >= options.Value.MaxSubscriptions ? new TooManySubscriptions() : Add(topic, cursor, reader);

    /// <summary>Goes on with an interrupted leg under a new id.</summary>
    public LiveLeg Replace(LiveLeg leg, ILegReader reader)
    {
        Remove(leg);
        return Add(leg.Topic, leg.Cursor, reader);
    }

    /// <summary>A queue for one leg.</summary>
    public LegQueue NewQueue() => new(options.Value.MaxBatchesPerSubscription);

    /// <summary>Tells a followed conversation's readers that the leg's reader types, or does not. Best effort.</summary>
    public void SetTyping(LiveLeg leg, bool typing) => Volatile.Read(ref call)?.SetTyping(leg.Id, typing);

    /// <summary>Ends a leg; the server is told if it does not know already.</summary>
    public void Remove(LiveLeg leg)
    {
        if (legs.TryRemove(leg.Id, out _) && leg.End is LegEnd.None or LegEnd.Lagged)
        {
            Volatile.Read(ref call)?.Unsubscribe(leg.Id);
        }
    }

    /// <summary>Takes what the server says about one subscription.</summary>
    public void Dispatch(Contracts.Sessions.V1.FollowResponse response)
    {
        // An unknown id is one that ended here while the server's words were on their way.
        if (legs.TryGetValue(response.SubscriptionId, out var leg))
        {
            _ = leg.TryAccept(response);
        }
    }

    /// <summary>Makes <paramref name="next"/> the call that takes commands; null while there is none.</summary>
    public void Use(LiveCall? next) => Volatile.Write(ref call, next);

    /// <summary>Waits until there is something to follow.</summary>
    public async Task WaitForDemandAsync(CancellationToken cancellationToken)
    {
        while (legs.IsEmpty)
        {
            await demand.WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => demand.Dispose();

    private LiveLeg Add(LiveTopic topic, LogCursor cursor, ILegReader reader)
    {
        var leg = new LiveLeg(Interlocked.Increment(ref lastId), topic, cursor, reader);
        legs[leg.Id] = leg;
        // Added first, then announced: a call that begins in between finds it in Legs, and TryAnnounceOn keeps the two
        // from saying it twice.
        if (Volatile.Read(ref call) is { } current)
        {
            current.Subscribe(leg);
        }
        else
        {
            SignalDemand();
        }
        return leg;
    }

    private void SignalDemand()
    {
        lock (demand)
        {
            if (demand.CurrentCount == 0)
            {
                _ = demand.Release();
            }
        }
    }
}
