using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Dispatch;

/// <summary>
/// Records: results that come while others are being stored are stored together. What the database fails at, away or not, is
/// kept and tried again for a while; after that the delivery is attempted anew, which receivers recognise by its id.
/// </summary>
internal sealed class AttemptRecorder : IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    // A restart of the database fits in. Longer than a claim: a success counts whoever holds the delivery by then.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly GroupCommitter<AttemptRecord, bool> _group;
    private readonly TimeProvider _clock;
    private readonly ILogger<AttemptRecorder> _logger;

    public AttemptRecorder(
        AttemptStore store,
        IOptions<DispatchOptions> options,
        TimeProvider clock,
        ILogger<AttemptRecorder> logger
    )
    {
        _clock = clock;
        _logger = logger;
        _group = new GroupCommitter<AttemptRecord, bool>(
            async (records, cancellationToken) =>
            {
                Log(await store.StoreAsync(records, cancellationToken));
                return [.. records.Select(_ => (Result<bool>)true)];
            },
            // As many results as attempts can be under way.
            new GroupCommitterOptions { Lanes = 1, MaxQueue = options.Value.MaxConcurrency }
        );
    }

    /// <exception cref="TimeoutException">The result could not be stored in time.</exception>
    public async Task RecordAsync(AttemptRecord record, CancellationToken cancellationToken)
    {
        var start = _clock.GetTimestamp();
        while (_clock.GetElapsedTime(start) < Patience)
        {
            try
            {
                var result = await _group.CommitAsync(record.Delivery.SubscriptionId, record, cancellationToken);
                if (result.IsSuccess)
                {
                    return;
                }
            }
            catch (Exception e) when (FaultClassifier.IsStatementFault(e))
            {
                DispatchLog.RecordingFailed(_logger, e);
            }

            await Task.Delay(RetryPause, _clock, cancellationToken);
        }

        throw new TimeoutException("The result of the attempt could not be stored in time.");
    }

    private void Log(StoredAttempts stored)
    {
        foreach (var id in stored.Opened)
        {
            DispatchLog.CircuitOpened(_logger, id);
        }

        foreach (var id in stored.Disabled)
        {
            DispatchLog.SubscriptionFailing(_logger, id);
        }

        foreach (var id in stored.Gone)
        {
            DispatchLog.SubscriptionGone(_logger, id);
        }
    }

    public ValueTask DisposeAsync() => _group.DisposeAsync();
}
