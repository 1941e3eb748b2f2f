using System.Threading.Channels;
using Chat.ServiceDefaults.Errors;
using Npgsql;

namespace Chat.Inference.Ledger;

/// <summary>
/// Books, once the ledger is back, what nothing else would repeat. It is memory, with a bound: what finds no room, or still
/// waits when the process ends, is logged with its numbers.
/// </summary>
internal sealed class UsageBacklog(UsageLedger ledger, LedgerLog log, TimeProvider time) : BackgroundService
{
    /// <summary>Replies whose usage waits at most; about a kilobyte each.</summary>
    public const int Capacity = 10_000;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(15);

    private readonly Channel<IReadOnlyList<UsageRecord>> waiting = Channel.CreateBounded<IReadOnlyList<UsageRecord>>(
        new BoundedChannelOptions(Capacity) { SingleReader = true }
    );

    /// <summary>Takes the usage of a reply that the ledger did not take.</summary>
    /// <param name="records">Its records.</param>
    /// <param name="fault">What the ledger failed of.</param>
    public void Add(IReadOnlyList<UsageRecord> records, Exception fault)
    {
        if (IsOfTheRecords(fault) || !waiting.Writer.TryWrite(records))
        {
            Lose(records, fault.GetType().Name);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                // Not taken out before it is booked, so that it is not lost when the process ends meanwhile.
                while (waiting.Reader.TryPeek(out var records))
                {
                    await BookAsync(records, stoppingToken);
                    _ = waiting.Reader.TryRead(out _);
                }
            }
        }
        finally
        {
            waiting.Writer.Complete();
            while (waiting.Reader.TryRead(out var records))
            {
                Lose(records, "the service stopped");
            }
        }
    }

    private async Task BookAsync(IReadOnlyList<UsageRecord> records, CancellationToken cancellationToken)
    {
        for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
        {
            try
            {
                await ledger.RecordAsync(records, cancellationToken);
                return;
            }
            catch (Exception exception)
                when (FaultClassifier.IsStatementFault(exception) && !cancellationToken.IsCancellationRequested)
            {
                if (IsOfTheRecords(exception))
                {
                    Lose(records, exception.GetType().Name);
                    return;
                }

                log.BookingsWait(waiting.Reader.Count, exception.GetType().Name, delay);
            }

            await Task.Delay(delay, time, cancellationToken);
        }
    }

    // Classes of SQLSTATE: 22 data exception, 23 integrity constraint violation. They would be refused again; all else passes.
    private static bool IsOfTheRecords(Exception fault) =>
        fault is PostgresException { SqlState: ['2', '2' or '3', ..] };

    private void Lose(IReadOnlyList<UsageRecord> records, string fault)
    {
        foreach (var record in records)
        {
            log.BookingLost(
                record.FailedTryOf ?? record.Id,
                record.TenantId,
                record.Provider,
                record.Model,
                record.InputTokens,
                record.OutputTokens,
                fault
            );
        }
    }
}
