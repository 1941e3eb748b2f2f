using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.Knowledge.Corpora;

/// <summary>The database's check, but for this: while tenants are held in memory, its absence degrades the service only.</summary>
internal sealed class CorpusHealthCheck(IHealthCheck database, CorpusCache corpora) : IHealthCheck
{
    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var result = await database.CheckHealthAsync(context, cancellationToken);
        return result.Status == HealthStatus.Unhealthy && corpora.Bytes > 0
            ? HealthCheckResult.Degraded($"{result.Description} Searches are answered from memory.", result.Exception)
            : result;
    }
}
