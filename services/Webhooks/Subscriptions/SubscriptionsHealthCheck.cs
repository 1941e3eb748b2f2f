using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.Webhooks.Subscriptions;

/// <summary>Until the subscriptions are known, events wait on the bus.</summary>
internal sealed class SubscriptionsHealthCheck(SubscriptionDirectory directory) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            directory.IsLoaded
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The subscriptions have not been read from the database yet.")
        );
}
