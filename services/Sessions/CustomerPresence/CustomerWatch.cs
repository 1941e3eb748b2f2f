using Chat.Sessions.Live;
using Chat.Sessions.Signals;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.CustomerPresence;

/// <summary>
/// Looks whether the customers are there whose conversations agents follow on this instance, and tells these agents what
/// changed. Looking, not hearing, it misses nobody: neither who died with an instance nor what Redis lost.
/// </summary>
internal sealed class CustomerWatch(
    CustomerPresences presences,
    LogHub hub,
    IOptions<CustomerPresenceOptions> options,
    TimeProvider time,
    ILogger<CustomerWatch> logger
) : BackgroundService
{
    private const int Page = 500;

    // Of many who come at once each is told nearly at once, and all of them in few looks.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly Dictionary<Guid, WatchedCustomer> watched = [];
    private readonly SemaphoreSlim work = new(0, 1);

    /// <summary>Somebody wants to know; is told soon, and of every change, until <see cref="Remove"/>.</summary>
    public void Add(Guid conversationId)
    {
        lock (watched)
        {
            if (watched.TryGetValue(conversationId, out var customer))
            {
                customer.Watchers++;
                customer.HasNewcomer = true;
            }
            else
            {
                watched.Add(conversationId, new WatchedCustomer());
            }

            WakeUnsynchronized();
        }
    }

    /// <summary>One who wanted to know does not any more.</summary>
    public void Remove(Guid conversationId)
    {
        lock (watched)
        {
            if (watched.TryGetValue(conversationId, out var customer) && --customer.Watchers == 0)
            {
                watched.Remove(conversationId);
            }
        }
    }

    /// <summary>Something about the customer may have changed on this instance.</summary>
    public void Look(Guid conversationId)
    {
        lock (watched)
        {
            if (watched.ContainsKey(conversationId))
            {
                WakeUnsynchronized();
            }
        }
    }

    /// <summary>Looks at all of them once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        Guid[] all;
        lock (watched)
        {
            all = [.. watched.Keys];
        }

        foreach (var page in all.Chunk(Page))
        {
            var found = await presences.FindAsync(page, cancellationToken);
            foreach (var id in page)
            {
                Take(id, found.TryGetValue(id, out var status) ? status : null);
            }
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        work.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var ticks = time.CreateTimer(_ => Wake(), null, options.Value.Interval, options.Value.Interval);
        try
        {
            while (true)
            {
                await work.WaitAsync(stoppingToken);
                await TryLookAsync(stoppingToken);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The normal end.
        }
    }

    private async Task TryLookAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LookAsync(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Boundary: a background loop outlives whatever its dependencies do.
            CustomerPresenceLog.LookFailed(logger, exception);
        }
    }

    private void Take(Guid conversationId, CustomerStatus? status)
    {
        CustomerStatus? told = null;
        lock (watched)
        {
            if (!watched.TryGetValue(conversationId, out var customer))
            {
                return;
            }

            if (status is { } known)
            {
                told = customer.Take(known, time.GetElapsedTime(0), options.Value.Grace);
            }
            else
            {
                customer.Forget();
            }
        }

        if (told is { } news)
        {
            Tell(conversationId, news);
        }
    }

    // Every instance tells those who follow on it: nothing goes over Redis.
    private void Tell(Guid conversationId, CustomerStatus status)
    {
        var signal = new CustomerPresenceSignal(conversationId, status) { IsInternal = true };
        hub.Tell(conversationId, signal.ToWire(time.GetUtcNow()));
    }

    private void Wake()
    {
        lock (watched)
        {
            WakeUnsynchronized();
        }
    }

    private void WakeUnsynchronized()
    {
        if (work.CurrentCount == 0)
        {
            work.Release();
        }
    }
}
