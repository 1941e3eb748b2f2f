using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Outbox;

/// <summary>Moves events from the outbox to the bus, in order of position, and deletes what the broker confirmed.</summary>
/// <remarks>
/// 1. Wait for the schema. 2. Take the database's relay lock; it belongs to the session, so it falls to another instance
/// when this one, or its connection, dies. 3. Connect to the broker. 4. Read a batch. 5. Publish it in order, then wait
/// for all confirms. 6. Delete. A crash between 5 and 6 publishes the batch again: consumers remember event ids. 7. With
/// a full batch go on at once, else wait for the signal or the interval, and then for a moment, so that events of several
/// commits share a batch. Any outage leads back to 2 after a delay, without the lock, so that an instance that reaches the
/// broker can take over from one that does not.
/// </remarks>
internal sealed class OutboxRelay(
    ServiceDataSources sources,
    DatabaseReadiness readiness,
    OutboxLeader leader,
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
        await using var store = await OutboxStore.OpenAsync(sources, cancellationToken);
        if (!await store.TryLockAsync(cancellationToken))
        {
            leader.StandBy();
            delay = LongestDelay;
            return;
        }

        await leader.BeginAsync(store, cancellationToken);
        while (true)
        {
            await leader.RelayAsync(store, cancellationToken);
            delay = FirstDelay;
        }
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
