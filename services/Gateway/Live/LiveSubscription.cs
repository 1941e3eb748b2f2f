using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Live;

/// <summary>
/// A reader's place in one conversation's log. Interruptions (a lagging reader, a Sessions restart) are healed by
/// <see cref="ReadAsync"/> itself: it goes on from the last entry it gave out. One reader at a time.
/// </summary>
internal sealed class LiveSubscription(LiveHub hub, LiveLeg first, LegQueue queue) : IDisposable
{
    private static readonly TimeSpan PauseWhenUnavailable = TimeSpan.FromSeconds(1);
    private LiveLeg leg = first;
    private LegQueue items = queue;

    /// <summary>Whether signals are heard.</summary>
    public bool HasSignals => leg.Topic.HasSignals;

    /// <summary>Waits until the subscription stands; the error when it will not, or not in time.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<Result<LiveBegan>> BeginAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, hub.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await ReadAsync(either.Token) switch
            {
                LiveBegan began => began,
                LiveEnded ended => ended.Error,
                _ => new LiveUnavailable(),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new LiveUnavailable();
        }
    }

    /// <summary>The next item; waits for it. <see cref="LiveEnded"/> is the last one.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<LiveItem> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (items.Items.TryRead(out var item))
            {
                return item;
            }
            if (!await items.Items.WaitToReadAsync(cancellationToken))
            {
                await GoOnAsync(cancellationToken);
            }
        }
    }

    /// <summary>The reader types, or does not. Best effort.</summary>
    public void SetTyping(bool typing) => hub.SetTyping(Volatile.Read(ref leg), typing);

    public void Dispose() => hub.Remove(leg);

    private async ValueTask GoOnAsync(CancellationToken cancellationToken)
    {
        if (leg.End == LegEnd.Unavailable)
        {
            await Task.Delay(PauseWhenUnavailable, hub.Time, cancellationToken);
        }
        items = hub.NewQueue();
        Volatile.Write(ref leg, hub.Replace(leg, items));
    }
}
