using Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.Live;

/// <summary>
/// One stretch of a subscription, from an upstream subscribe until it is interrupted. A subscription that lags or loses
/// its server goes on with a new leg under a new id, so that stray entries of the old one cannot reach it.
/// </summary>
internal sealed class LiveLeg(long id, LiveTopic topic, LogCursor start, ILegReader reader)
{
    private long announcedOn;
    private int end;
    private LogCursor cursor = start;

    public long Id => id;

    public LiveTopic Topic => topic;

    /// <summary>Behind the last entry its reader took; stable once the leg is complete.</summary>
    public LogCursor Cursor => cursor;

    /// <summary>Why the leg is complete.</summary>
    public LegEnd End => (LegEnd)Volatile.Read(ref end);

    /// <summary>True once per connection: who gets it sends the subscribe command.</summary>
    public bool TryAnnounceOn(long connection) => Interlocked.Exchange(ref announcedOn, connection) != connection;

    /// <summary>Takes what the server says. False when the leg is over.</summary>
    public bool TryAccept(FollowResponse response)
    {
        if (End != LegEnd.None)
        {
            return false;
        }
        switch (response.ResponseCase)
        {
            case FollowResponse.ResponseOneofCase.Subscribed:
                if (!TryPut(new LiveBegan(response.Subscribed.Epoch, response.Subscribed.Reset)))
                {
                    // Its cursor stays: the next leg has the server say again that the log was rebuilt.
                    return false;
                }
                if (response.Subscribed.Reset)
                {
                    cursor = LogCursor.Beginning;
                }
                return true;
            case FollowResponse.ResponseOneofCase.Entries:
                return TryAcceptEntries(response.Entries);
            case FollowResponse.ResponseOneofCase.Signals:
                return TryPut(new LiveSignals(response.Signals.Signals));
            case FollowResponse.ResponseOneofCase.Ended:
                AcceptEnd(response.Ended.Reason);
                return false;
            default:
                return true;
        }
    }

    /// <summary>Ends the leg; the first reason counts.</summary>
    public void Complete(LegEnd reason)
    {
        if (Interlocked.CompareExchange(ref end, (int)reason, (int)LegEnd.None) == (int)LegEnd.None)
        {
            reader.LegEnded(reason);
        }
    }

    private bool TryAcceptEntries(LogEntries entries)
    {
        var fresh = new List<LogEntry>(entries.Entries.Count);
        var next = cursor;
        foreach (var entry in entries.Entries)
        {
            switch (LogOrder.Compare(next, entry))
            {
                case LogPlace.Next:
                    fresh.Add(entry);
                    next = next.Advance(entries.Epoch, entry);
                    break;
                case LogPlace.Overlaps:
                    var trimmed = LogOrder.Trim(next, entry);
                    fresh.Add(trimmed);
                    next = next.Advance(entries.Epoch, trimmed);
                    break;
                case LogPlace.Gap:
                    Complete(LegEnd.Lagged);
                    return false;
                default:
                    break;
            }
        }
        if (fresh.Count == 0)
        {
            return true;
        }
        if (!TryPut(new LiveEntries(entries.Epoch, fresh)))
        {
            return false;
        }
        cursor = next;
        return true;
    }

    private void AcceptEnd(SubscriptionEnded.Types.Reason reason)
    {
        switch (reason)
        {
            case SubscriptionEnded.Types.Reason.NotFound:
                _ = TryPut(new LiveEnded(new ConversationNotFound()));
                Complete(LegEnd.Final);
                break;
            case SubscriptionEnded.Types.Reason.Unauthenticated:
                _ = TryPut(new LiveEnded(new ReaderRefused()));
                Complete(LegEnd.Final);
                break;
            case SubscriptionEnded.Types.Reason.Lagged:
                Complete(LegEnd.Lagged);
                break;
            default:
                Complete(LegEnd.Unavailable);
                break;
        }
    }

    private bool TryPut(LiveItem item)
    {
        if (reader.TryTake(item))
        {
            return true;
        }
        Complete(LegEnd.Lagged);
        return false;
    }
}
