using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Knowledge.Corpora;

/// <summary>Hears of changes that any instance commits, and tells the cache.</summary>
/// <remarks>
/// 1. A connection of its own listens. 2. Once it does, the versions in memory are compared with the database's: what
/// changed before, or while no connection was there, was told to nobody. 3. The same is done now and then, for a
/// connection that is dead without knowing it.
/// </remarks>
internal sealed class CorpusListener(
    ServiceDataSources sources,
    DatabaseReadiness readiness,
    CorpusVersions versions,
    CorpusCache corpora,
    IOptions<CorpusOptions> options,
    TimeProvider timeProvider,
    ILogger<CorpusListener> logger
) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private TimeSpan _pause = FirstPause;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception exception) when (FaultClassifier.IsDatabaseOutage(exception))
            {
                CorpusLog.NotListening(logger, exception.GetType().Name);
            }
            await Task.Delay(_pause, timeProvider, stoppingToken);
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await sources.OpenSessionAsync(cancellationToken);
        var isStrange = false;
        connection.Notification += (_, notification) =>
        {
            if (CorpusNotice.TryParse(notification.Payload, out var notice))
            {
                corpora.Announce(notice.TenantId, notice.Version);
            }
            else
            {
                isStrange = true;
            }
        };
        await using (var listen = new NpgsqlCommand($"listen {CorpusVersions.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }
        CorpusLog.Listening(logger);
        _pause = FirstPause;
        while (true)
        {
            await CompareAsync(cancellationToken);
            isStrange = false;
            var compared = timeProvider.GetTimestamp();
            for (
                var left = options.Value.VersionCheckInterval;
                left > TimeSpan.Zero && !isStrange;
                left = options.Value.VersionCheckInterval - timeProvider.GetElapsedTime(compared)
            )
            {
                await connection.WaitAsync(left, cancellationToken);
            }
        }
    }

    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        var held = corpora.Versions;
        var stored = await versions.ReadAsync([.. held.Select(corpus => corpus.Key)], cancellationToken);
        for (var place = 0; place < held.Count; place++)
        {
            if (stored[place] != held[place].Value)
            {
                // A lower version is that of a database that was put back to an earlier state.
                var version = stored[place] > held[place].Value ? stored[place] : long.MaxValue;
                corpora.Announce(held[place].Key, version);
            }
        }
    }
}
