using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Messages;

namespace Chat.Sessions.Live;

/// <summary>One reader following one conversation's log: catches up, then goes along.</summary>
/// <remarks>
/// <list type="number">
/// <item>Listen first, so that nothing falls between the log as read and the entries as they come.</item>
/// <item>Read the log behind the cursor, page by page, and hand it out.</item>
/// <item>Read the text so far of the reply that is being spoken, if one is.</item>
/// <item>Merge what comes; where it shows a gap, do 2 or 3 again.</item>
/// </list>
/// </remarks>
internal sealed class LogSubscription(LogKey key, LogSources sources, ILogSink sink)
{
    private const int PageSize = 100;
    private const int MaxBatch = 64;
    private static readonly TimeSpan TextRetry = TimeSpan.FromMilliseconds(100);

    // Saves are at most a quarter of a second apart: who waited for longer waits for the next entry.
    private const int MaxTextTries = 20;

    private readonly List<LogEntry> output = [];
    private readonly List<Signal> signals = [];
    private LogMerger merger = new(0, "", 0);
    private long epoch;
    private int textTries;

    /// <summary>The conversation's signals are wanted as well.</summary>
    public bool WithSignals { get; init; }

    /// <summary>Goes on until cancelled or until the subscription cannot go on; answers why.</summary>
    public async Task<SubscriptionEnded.Types.Reason> RunAsync(
        Cursor? cursor,
        SemaphoreSlim starts,
        CancellationToken cancellationToken
    )
    {
        using var listener = await sources.Hub.ListenAsync(key, cancellationToken);

        // Thousands may begin at once, after a reconnect: they take turns at the store.
        await starts.WaitAsync(cancellationToken);
        Result<LogSnapshot> first;
        try
        {
            first = await sources.Reads.ReadAsync(key, Start(cursor).Sequence, PageSize, all: true, cancellationToken);
        }
        finally
        {
            starts.Release();
        }

        if (!first.IsSuccess)
        {
            return SubscriptionEnded.Types.Reason.NotFound;
        }

        listener.LetIn(key.TenantId);
        listener.HearsSignals = WithSignals;
        await BeginAsync(cursor, first.Value, cancellationToken);
        return await FollowAsync(listener, cancellationToken);
    }

    private async Task BeginAsync(Cursor? cursor, LogSnapshot snapshot, CancellationToken cancellationToken)
    {
        var start = Start(cursor);
        epoch = snapshot.Epoch;
        var reset = start.Epoch != 0 && (start.Epoch != epoch || start.Sequence > snapshot.LastSequence);
        await sink.SubscribedAsync(epoch, reset, cancellationToken);
        if (reset)
        {
            merger = new LogMerger(0, "", 0);
            await CatchUpAsync(cancellationToken);
        }
        else
        {
            merger = new LogMerger(start.Sequence, start.ReplyId, start.Offset);
            await TakeAsync(snapshot, cancellationToken);
        }

        if (snapshot.IsSpoken)
        {
            await ReadTextAsync(cancellationToken);
        }
    }

    private async Task<SubscriptionEnded.Types.Reason> FollowAsync(
        LogListener listener,
        CancellationToken cancellationToken
    )
    {
        while (await WaitAsync(listener, cancellationToken))
        {
            for (var taken = 0; taken < MaxBatch && listener.News.TryRead(out var signal); taken++)
            {
                await OfferAsync(signal, cancellationToken);
            }

            if (merger.AwaitsText)
            {
                await ReadTextAsync(cancellationToken);
            }

            await FlushAsync(cancellationToken);
            listener.TakeSignals(signals);
            if (signals.Count > 0)
            {
                await sink.SignalsAsync(signals, cancellationToken);
                signals.Clear();
            }
        }

        return SubscriptionEnded.Types.Reason.Lagged;
    }

    // While text is missing, time counts as a signal: the next save of the reply's text brings it.
    private async Task<bool> WaitAsync(LogListener listener, CancellationToken cancellationToken)
    {
        var waiting = listener.News.WaitToReadAsync(cancellationToken);
        if (!merger.AwaitsText || waiting.IsCompleted || textTries == MaxTextTries)
        {
            textTries = 0;
            return await waiting;
        }

        try
        {
            textTries++;
            return await waiting.AsTask().WaitAsync(TextRetry, sources.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return true;
        }
    }

    private async Task OfferAsync(LogNews signal, CancellationToken cancellationToken)
    {
        if (signal.Entry is not { } entry)
        {
            if (signal.Head is { } head)
            {
                await OfferHeadAsync(head, cancellationToken);
            }

            return;
        }

        if (merger.Offer(entry, output) is MergeOutcome.MessagesMissing)
        {
            await CatchUpAsync(cancellationToken);
            merger.Offer(entry, output);
        }
    }

    private async Task OfferHeadAsync(LogHead head, CancellationToken cancellationToken)
    {
        if (head.Sequence > merger.Sequence)
        {
            await CatchUpAsync(cancellationToken);
        }

        if (head.Speaking is { } speaking)
        {
            merger.OfferSpeaker(speaking, output);
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        LogSnapshot snapshot;
        do
        {
            await FlushAsync(cancellationToken);
            var page = await sources.Reads.ReadAsync(key, merger.Sequence, PageSize, all: true, cancellationToken);
            if (!page.IsSuccess)
            {
                return;
            }

            snapshot = page.Value;
            Take(snapshot);
        } while (snapshot.HasMore);
    }

    private async Task TakeAsync(LogSnapshot snapshot, CancellationToken cancellationToken)
    {
        Take(snapshot);
        if (snapshot.HasMore)
        {
            await CatchUpAsync(cancellationToken);
        }

        await FlushAsync(cancellationToken);
    }

    private void Take(LogSnapshot snapshot)
    {
        foreach (var message in snapshot.Messages)
        {
            merger.Offer(new LogEntry { Sequence = message.Sequence, Message = message.ToWire() }, output);
        }
    }

    private async Task ReadTextAsync(CancellationToken cancellationToken)
    {
        if (await sources.Texts.FindAsync(key.ConversationId, cancellationToken) is { } reply)
        {
            merger.OfferSnapshot(reply.Started, reply.Text, output);
            await FlushAsync(cancellationToken);
        }
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (output.Count > 0)
        {
            HideInternal();
            await sink.EntriesAsync(epoch, output, cancellationToken);
            output.Clear();
        }
    }

    // Who is confined to their own conversations sees that the log has an entry there, and nothing of it.
    private void HideInternal()
    {
        if (key.Guard.Kind is null)
        {
            return;
        }

        for (var index = 0; index < output.Count; index++)
        {
            if (output[index].Message is { Visibility: Contracts.Sessions.V1.MessageVisibility.Internal } hidden)
            {
                output[index] = new LogEntry { Sequence = hidden.Sequence, Message = hidden.WithoutContent() };
            }
        }
    }

    private static Cursor Start(Cursor? cursor) => cursor is null || cursor.Epoch == 0 ? new Cursor() : cursor;
}
