using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.ServiceDefaults.Health;

/// <summary>Registers and maps the health endpoints.</summary>
internal static class HealthFeature
{
    public const string HealthPath = "/health";
    public const string AlivePath = "/alive";
    private const string LiveTag = "live";

    public static void AddHealth(IServiceCollection services)
    {
        services.AddSingleton<DrainSignal>();
        services.AddSingleton<IDrainSignal>(provider => provider.GetRequiredService<DrainSignal>());
        services
            .AddHealthChecks()
            .AddCheck("self", static () => HealthCheckResult.Healthy(), [LiveTag])
            .AddCheck<DrainHealthCheck>("drain");
    }

    public static void MapHealth(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapHealthChecks(HealthPath, new HealthCheckOptions { ResponseWriter = HealthResponse.WriteAsync })
            .AllowAnonymous();
        endpoints
            .MapHealthChecks(
                AlivePath,
                new HealthCheckOptions
                {
                    Predicate = static check => check.Tags.Contains(LiveTag),
                    ResponseWriter = HealthResponse.WriteAsync,
                }
            )
            .AllowAnonymous();
    }
}
