using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Chat.ServiceDefaults.Data;

/// <summary>Healthy when the schema is up to date and a query as the unprivileged role is answered.</summary>
internal sealed class DatabaseHealthCheck(ServiceDataSources sources, DatabaseReadiness readiness) : IHealthCheck
{
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
            await using var command = sources.App.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is NpgsqlException or SocketException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("Postgres does not answer.", exception);
        }
    }
}
