using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Chat.ServiceDefaults.Telemetry;

/// <summary>Registers logs, traces and metrics.</summary>
internal static class TelemetryFeature
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether there is a place to send spans and measurements to.</summary>
    public static bool IsExported(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration[OtlpEndpoint]);

    public static void AddTelemetry(IHostApplicationBuilder builder, string serviceName)
    {
        builder.Logging.Configure(options =>
            options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId
        );
        if (!IsExported(builder.Configuration))
        {
            // Without one, spans and measurements are not even made.
            return;
        }

        // Read once by ASP.NET Core, at its first request: server spans get their standard attributes.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.IncludeScopes = false;
        });
        builder.Services.AddSingleton<IStartupFilter, ServerSpanFilter>();
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(serviceName))
            .WithTracing(tracing =>
                tracing
                    .AddProcessor<HealthSpanProcessor>()
                    .AddSource(
                        ChatTelemetry.Name,
                        "Microsoft.AspNetCore",
                        "System.Net.Http",
                        "Grpc.Net.Client",
                        "Npgsql",
                        "MassTransit"
                    )
            )
            .WithMetrics(metrics =>
                metrics.AddMeter(
                    ChatTelemetry.Name,
                    "Microsoft.AspNetCore.*",
                    "System.Net.Http",
                    "System.Net.NameResolution",
                    "System.Runtime",
                    "Npgsql",
                    "MassTransit"
                )
            );
        builder.Services.AddOpenTelemetry().UseOtlpExporter();
    }
}
