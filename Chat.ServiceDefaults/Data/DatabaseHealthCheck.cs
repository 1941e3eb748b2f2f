using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Chat.ServiceDefaults.Data;

/// <summary>Healthy when the schema is up to date and a query as the unprivileged role is answered.</summary>
internal sealed class DatabaseHealthCheck(ServiceDataSources sources, DatabaseReadiness readiness, TimeProvider time)
    : IHealthCheck
{
    // Whoever asks wants to know soon; a database that hangs would keep a command for all of Database:CommandTimeout.
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private Task asking = Task.CompletedTask;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        if (!readiness.IsReady)
        {
            return HealthCheckResult.Unhealthy(readiness.LastFault ?? "The schema is being migrated.");
        }

        try
        {
            await Ask().WaitAsync(AnswerLimit, time, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is NpgsqlException or SocketException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("Postgres does not answer.", exception);
        }
    }

    // All wait for the same question: while it stays without an answer, each further one would hold a connection.
    private Task Ask()
    {
        lock (gate)
        {
            return asking = asking.IsCompleted ? AskAsync() : asking;
        }
    }

    private async Task AskAsync()
    {
        await using var command = sources.App.CreateCommand("select 1");
        _ = await command.ExecuteScalarAsync(CancellationToken.None);
    }
}
