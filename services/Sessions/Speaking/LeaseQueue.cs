using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Live;

namespace Chat.Sessions.Speaking;

/// <summary>Waits for a lease that somebody else holds.</summary>
internal sealed class LeaseQueue(LeaseStore leases, LogHub hub, TimeProvider time)
{
    // The holder's message wakes us; a lease that ran out, or was given back without a message, is found by looking.
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Takes the lease, waiting until it can be had or the call is cancelled.</summary>
    public async Task<Result<AcquiredLease>> AcquireAsync(
        LeaseKey key,
        Guid? answers,
        int historyLimit,
        CancellationToken cancellationToken
    )
    {
        var first = await leases.TryAcquireAsync(key, answers, historyLimit, cancellationToken);
        if (!first.IsSuccess)
        {
            return first.Error;
        }

        if (first.Value is { } free)
        {
            return free;
        }

        var log = new LogKey(key.TenantId, key.ConversationId, ConversationGuard.None);
        using var listener = await hub.ListenAsync(log, cancellationToken);
        while (true)
        {
            var acquired = await leases.TryAcquireAsync(key, answers, historyLimit, cancellationToken);
            if (!acquired.IsSuccess)
            {
                return acquired.Error;
            }

            if (acquired.Value is { } lease)
            {
                return lease;
            }

            await WaitForMessageAsync(listener, cancellationToken);
        }
    }

    private async Task WaitForMessageAsync(LogListener listener, CancellationToken cancellationToken)
    {
        // Its own timer: one that fires while this is being left finds nothing disposed of.
        using var alarm = new CancellationTokenSource(LookInterval, time);
        using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, alarm.Token);
        try
        {
            while (await listener.News.WaitToReadAsync(look.Token))
            {
                while (listener.News.TryRead(out var signal))
                {
                    if (signal.Entry?.Message is not null)
                    {
                        return;
                    }
                }
            }

            // So much was said that the listener lagged: it tells nothing more, so only time can.
            await Task.Delay(Timeout.InfiniteTimeSpan, time, look.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look.
        }
    }
}
