using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.ServiceDefaults.Health;

/// <summary>Unhealthy from the moment the host begins to stop, so that nothing new is sent here.</summary>
internal sealed class DrainHealthCheck(IDrainSignal drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            drain.Draining.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("This instance is stopping.")
                : HealthCheckResult.Healthy()
        );
}
