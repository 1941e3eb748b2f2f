using Chat.Gateway.Live;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets;

/// <summary>
/// One thing followed over a socket: makes frames of what comes and queues them. When the queue is full, or the server
/// away, it ends its leg and goes on later behind what was queued; nothing waits meanwhile.
/// </summary>
internal sealed class SocketSubscription(SocketSubscriptions owner, string id, LiveTopic topic) : ILegReader
{
    private static readonly TimeSpan PauseWhenUnavailable = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private LiveLeg? leg;
    private LogCursor cursor;
    private bool hasBegun;
    private bool hasLostSignals;
    private Error? refusal;
    private volatile bool isOver;

    public string Id => id;

    public LiveTopic Topic => topic;

    /// <summary>Begins behind a cursor.</summary>
    public Error? Begin(LogCursor start)
    {
        lock (gate)
        {
            cursor = start;
            var opened = owner.Hub.Open(topic, start, this);
            if (!opened.IsSuccess)
            {
                return opened.Error;
            }
            leg = opened.Value;
            return null;
        }
    }

    /// <summary>Ends it; what is queued is still sent.</summary>
    public void End()
    {
        lock (gate)
        {
            isOver = true;
            if (leg is not null)
            {
                owner.Hub.Remove(leg);
            }
        }
    }

    /// <summary>The client types, or does not.</summary>
    public void SetTyping(bool typing)
    {
        lock (gate)
        {
            if (leg is not null && !isOver)
            {
                owner.Hub.SetTyping(leg, typing);
            }
        }
    }

    public bool TryTake(LiveItem item) =>
        isOver
        || item switch
        {
            LiveBegan began => TryTakeBegan(began),
            LiveEntries entries => TryTakeEntries(entries),
            LiveSignals signals => TakeSignals(signals),
            LiveEnded ended => TakeEnd(ended),
            _ => true,
        };

    public void LegEnded(LegEnd end)
    {
        switch (end)
        {
            case LegEnd.Lagged:
                owner.Outbox.WhenRoom(GoOn);
                break;
            case LegEnd.Unavailable:
                _ = GoOnLaterAsync();
                break;
            default:
                // Its id, and its place among what this instance follows, are free when the client hears of it.
                owner.Forget(this);
                End();
                TellRefusal();
                break;
        }
    }

    private bool TryTakeBegan(LiveBegan began)
    {
        // Later ones are our own healing: of entries the client need not know, unless the log was rebuilt. What signals
        // said meanwhile went by.
        if (hasBegun && !began.Reset)
        {
            return !topic.HasSignals || TryTellLost();
        }
        if (!owner.Outbox.TrySend(ServerFrames.Subscribed(id, began)))
        {
            return false;
        }
        hasBegun = true;
        if (began.Reset)
        {
            cursor = LogCursor.After(began.Epoch, 0);
        }
        return true;
    }

    private bool TryTakeEntries(LiveEntries entries)
    {
        var next = cursor;
        if (!owner.Outbox.TrySend(ServerFrames.Entries(id, entries, ref next)))
        {
            return false;
        }
        cursor = next;
        return true;
    }

    // They may be lost, and so never hold up the entries; but the client hears that some were, also when no other follows.
    private bool TakeSignals(LiveSignals signals)
    {
        lock (gate)
        {
            var hadLost = hasLostSignals;
            hasLostSignals = !owner.Outbox.TrySend(SignalFrames.Signals(id, signals.Signals, hadLost));
            if (hasLostSignals && !hadLost)
            {
                owner.Outbox.WhenRoom(TellLost);
            }
            return true;
        }
    }

    private void TellLost()
    {
        lock (gate)
        {
            if (hasLostSignals && !isOver && !TryTellLost())
            {
                owner.Outbox.WhenRoom(TellLost);
            }
        }
    }

    private bool TryTellLost()
    {
        lock (gate)
        {
            hasLostSignals = !owner.Outbox.TrySend(SignalFrames.Signals(id, [], lost: true));
            return !hasLostSignals;
        }
    }

    // Told when the leg has ended, which follows.
    private bool TakeEnd(LiveEnded ended)
    {
        refusal = ended.Error;
        isOver = true;
        return true;
    }

    private void TellRefusal()
    {
        if (refusal is { } error && !owner.Outbox.TrySend(ServerFrames.Failed(id, error)))
        {
            // Others wait for the same room, and may be sooner.
            owner.Outbox.WhenRoom(TellRefusal);
        }
    }

    private async Task GoOnLaterAsync()
    {
        await Task.Delay(PauseWhenUnavailable, owner.Hub.Time);
        GoOn();
    }

    private void GoOn()
    {
        lock (gate)
        {
            // A closed outbox has room as well, but nobody reads behind it: what the cut socket followed is not begun anew.
            if (!isOver && leg is not null && !owner.Outbox.IsClosed)
            {
                leg = owner.Hub.Replace(leg, this);
            }
        }
    }
}
