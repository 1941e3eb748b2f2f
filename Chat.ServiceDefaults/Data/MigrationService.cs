using System.Net.Sockets;
using Chat.ServiceDefaults.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Data;

/// <summary>
/// Migrates when the host starts. With Postgres there, nothing registered behind it starts before the schema is up to
/// date. With Postgres away the host starts all the same, shows it in its health, and this goes on trying.
/// </summary>
internal sealed class MigrationService<TContext>(
    DatabaseMigrator<TContext> migrator,
    DatabaseReadiness readiness,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<MigrationService<TContext>> logger
) : IHostedService, IAsyncDisposable
    where TContext : DbContext
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stopping = new();
    private Task retrying = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await TryMigrateAsync(cancellationToken))
        {
            retrying = RetryAsync(stopping.Token);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (retrying.IsCompleted)
        {
            // Nothing to end; a host that is stopped again after it was disposed finds the source gone.
            return;
        }

        await stopping.CancelAsync();
        await retrying.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        stopping.Dispose();
    }

    private async Task RetryAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var delay = FirstDelay; ; delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay)
            {
                await Task.Delay(delay, time, cancellationToken);
                if (await TryMigrateAsync(cancellationToken))
                {
                    return;
                }
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Boundary: nobody waits for this. What keeps a host from starting ends one that runs, too.
            DataLog.MigrationFailed(logger, exception, typeof(TContext).Name);
            lifetime.StopApplication();
        }
    }

    private async Task<bool> TryMigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await migrator.MigrateAsync(cancellationToken);
            readiness.SetReady();
            DataLog.Migrated(logger, typeof(TContext).Name);
            return true;
        }
        catch (Exception exception) when (IsTransient(exception))
        {
            readiness.SetFault("Postgres does not accept the migrator's connection.");
            DataLog.MigrationWaits(logger, typeof(TContext).Name, exception.Message);
            return false;
        }
    }

    // A migration that is wrong in itself must stop the host; a database that is not there (yet) must not.
    private static bool IsTransient(Exception exception) =>
        FaultClassifier.IsDatabaseOutage(exception) || exception is SocketException or TimeoutException;
}
