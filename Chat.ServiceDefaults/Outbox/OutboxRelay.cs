using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Outbox;

/// <summary>Moves events from the outbox to the bus, in order of position, and deletes what the broker confirmed.</summary>
/// <remarks>
/// 1. Wait for the schema and connect to the broker. 2. Take the database's relay lock; it belongs to the session,
/// so it falls to another instance when this one, or its connection, dies. 3. Read a batch. 4. Publish it in
/// order, then wait for all confirms. 5. Delete. A crash between 4 and 5 publishes the batch again: consumers remember
/// event ids. 6. With a full batch go on at once, else wait for the signal or the interval, and then for a moment, so
/// that events of several commits share a batch. Any outage leads back to 1 after a delay.
/// </remarks>
internal sealed class OutboxRelay(
    ServiceDataSources sources,
    DatabaseReadiness readiness,
    IEventPublisher publisher,
    OutboxSignal signal,
    IOptions<OutboxOptions> options,
    TimeProvider time,
    ILogger<OutboxRelay> logger
) : BackgroundService
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);
    private TimeSpan delay = FirstDelay;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LeadAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Boundary of the background loop: whatever it was, the next turn begins from a new connection.
                Report(exception);
            }

            // Not the signal: while the broker is away, or another instance leads, each commit would be one more try.
            await Task.Delay(delay, time, stoppingToken);
        }
    }

    private async Task LeadAsync(CancellationToken cancellationToken)
    {
        await publisher.OpenAsync(cancellationToken);
        await using var store = await OutboxStore.OpenAsync(sources, cancellationToken);
        if (!await store.TryLockAsync(cancellationToken))
        {
            delay = LongestDelay;
            return;
        }

        OutboxLog.Leading(logger);
        while (true)
        {
            var count = await RelayBatchAsync(store, cancellationToken);
            delay = FirstDelay;
            if (count < options.Value.BatchSize)
            {
                await signal.WaitAsync(options.Value.PollInterval, cancellationToken);
                await Task.Delay(options.Value.Linger, time, cancellationToken);
            }
        }
    }

    private async Task<int> RelayBatchAsync(OutboxStore store, CancellationToken cancellationToken)
    {
        var events = await store.ReadAsync(options.Value.BatchSize, cancellationToken);
        if (events.Count == 0)
        {
            return 0;
        }

        await PublishAsync(events, cancellationToken);
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

    private void Report(Exception exception)
    {
        delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        if (
            exception is OperationCanceledException or TimeoutException
            || FaultClassifier.Classify(exception) is not null
        )
        {
            OutboxLog.Interrupted(logger, exception.GetType().Name, delay);
        }
        else
        {
            OutboxLog.Failed(logger, exception, delay);
        }
    }
}
