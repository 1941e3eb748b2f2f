using Chat.ServiceDefaults.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Chat.ServiceDefaults.Redis;

/// <summary>Connects a service to Redis.</summary>
public static class RedisFeature
{
    private const string HealthCheck = "StackExchange.Redis";
    private static readonly TimeSpan ReconnectInterval = TimeSpan.FromMilliseconds(500);
    private static readonly ConfigurationOptions Unset = new();

    /// <summary>
    /// Registers <see cref="IConnectionMultiplexer"/> with its health check. A server that is away stops neither the
    /// start nor the service: commands then fail at once with a <see cref="RedisException"/>, and the connection and
    /// its subscriptions come back by themselves within about a second of the server. Until then the service is
    /// degraded, not unhealthy: it still answers, and a load balancer would take all instances out at once. Times that
    /// the connection string names (`connectTimeout`, `syncTimeout`, `keepAlive`) are kept.
    /// </summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="connectionName">Name of the connection string.</param>
    /// <returns>The builder.</returns>
    public static IHostApplicationBuilder AddServiceRedis(this IHostApplicationBuilder builder, string connectionName)
    {
        builder.AddRedisClient(
            connectionName,
            configureSettings: settings =>
                settings.DisableTracing = !TelemetryFeature.IsExported(builder.Configuration),
            configureOptions: options =>
            {
                options.AbortOnConnectFail = false;
                options.BacklogPolicy = BacklogPolicy.FailFast;
                options.ConnectTimeout = OrElse(options.ConnectTimeout, Unset.ConnectTimeout, 2_000);
                options.SyncTimeout = OrElse(options.SyncTimeout, Unset.SyncTimeout, 2_000);
                options.KeepAlive = OrElse(options.KeepAlive, Unset.KeepAlive, 10);
                options.ReconnectRetryPolicy = new LinearRetry((int)ReconnectInterval.TotalMilliseconds);
            }
        );
        builder.Services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations.Where(static check => check.Name == HealthCheck))
            {
                check.FailureStatus = HealthStatus.Degraded;
            }
        });
        return builder;
    }

    private static int OrElse(int named, int unset, int ours) => named == unset ? ours : named;
}
