using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Outbox;

/// <summary>What the relay that holds the lock does: steps 3 to 7 of <see cref="OutboxRelay"/>.</summary>
internal sealed class OutboxLeader(
    IEventPublisher publisher,
    OutboxSignal signal,
    OutboxMetrics metrics,
    IOptions<OutboxOptions> options,
    TimeProvider time,
    ILogger<OutboxLeader> logger
)
{
    /// <summary>Connects to the broker.</summary>
    public async Task BeginAsync(OutboxStore store, CancellationToken cancellationToken)
    {
        // First: while the broker is away is when an operator wants to know what waits.
        await SampleAsync(store, cancellationToken);
        await CountFailureAsync(publisher.OpenAsync, cancellationToken);
        OutboxLog.Leading(logger);
    }

    /// <summary>Relays one batch and, when nothing more waits, waits itself.</summary>
    public async Task RelayAsync(OutboxStore store, CancellationToken cancellationToken)
    {
        var count = await RelayBatchAsync(store, cancellationToken);
        await SampleAsync(store, cancellationToken);
        if (count < options.Value.BatchSize)
        {
            await signal.WaitAsync(options.Value.PollInterval, cancellationToken);
            await Task.Delay(options.Value.Linger, time, cancellationToken);
        }
    }

    /// <summary>Another instance leads.</summary>
    public void StandBy() => metrics.Forget();

    private async Task<int> RelayBatchAsync(OutboxStore store, CancellationToken cancellationToken)
    {
        var events = await store.ReadAsync(options.Value.BatchSize, cancellationToken);
        if (events.Count == 0)
        {
            return 0;
        }

        await CountFailureAsync(token => PublishAsync(events, token), cancellationToken);
        metrics.Published(events.Count);
        // Confirmed is confirmed: stopping now must not send the batch a second time.
        await store.DeleteAsync([.. events.Select(stored => stored.Position)], CancellationToken.None);
        OutboxLog.Relayed(logger, events.Count);
        return events.Count;
    }

    private async Task PublishAsync(List<StoredEvent> events, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.ConfirmTimeout);
        await publisher.PublishAsync(events, limit.Token);
    }

    private async Task CountFailureAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Counted whatever it was; the relay's loop is the boundary that reports it and begins anew.
            metrics.Failed(exception);
            throw;
        }
    }

    private async Task SampleAsync(OutboxStore store, CancellationToken cancellationToken)
    {
        if (metrics.IsSampleDue)
        {
            metrics.Sampled(await store.CountAsync(cancellationToken));
        }
    }
}
