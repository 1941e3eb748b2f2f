using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OpenTelemetry;

/// <summary>Configures the OpenTelemetry SDK of one host. Got from <c>AddOpenTelemetry()</c>.</summary>
/// <remarks>Source-compatible with the class of the same name in OpenTelemetry.Extensions.Hosting.</remarks>
public sealed class OpenTelemetryBuilder : IOpenTelemetryBuilder
{
    internal OpenTelemetryBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds to the resource of every signal: traces, metrics and logs.</summary>
    /// <param name="configure">Called once for each signal that is in use.</param>
    /// <returns>This builder.</returns>
    public OpenTelemetryBuilder ConfigureResource(Action<ResourceBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        OpenTelemetryBuilderSdkExtensions.ConfigureResource(this, configure);
        return this;
    }

    /// <summary>Turns tracing on.</summary>
    /// <returns>This builder.</returns>
    public OpenTelemetryBuilder WithTracing() => WithTracing(static _ => { });

    /// <summary>Turns tracing on and configures it.</summary>
    /// <param name="configure">Receives the builder of the host's one tracer provider.</param>
    /// <returns>This builder.</returns>
    public OpenTelemetryBuilder WithTracing(Action<TracerProviderBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        OpenTelemetryBuilderSdkExtensions.WithTracing(this, configure);
        return this;
    }

    /// <summary>Turns metrics on.</summary>
    /// <returns>This builder.</returns>
    public OpenTelemetryBuilder WithMetrics() => WithMetrics(static _ => { });

    /// <summary>Turns metrics on and configures them.</summary>
    /// <param name="configure">Receives the builder of the host's one meter provider.</param>
    /// <returns>This builder.</returns>
    public OpenTelemetryBuilder WithMetrics(Action<MeterProviderBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        OpenTelemetryBuilderSdkExtensions.WithMetrics(this, configure);
        return this;
    }

    /// <summary>Turns the export of logs on.</summary>
    /// <returns>This builder.</returns>
    public OpenTelemetryBuilder WithLogging() => WithLogging(static _ => { });

    /// <summary>Turns the export of logs on and configures it.</summary>
    /// <param name="configure">Receives the builder of the host's one logger provider.</param>
    /// <returns>This builder.</returns>
    public OpenTelemetryBuilder WithLogging(Action<LoggerProviderBuilder> configure) => WithLogging(configure, null);

    /// <summary>Turns the export of logs on and configures it.</summary>
    /// <param name="configureBuilder">Receives the builder of the host's one logger provider, or null.</param>
    /// <param name="configureOptions">Configures what is exported of a log record, or null.</param>
    /// <returns>This builder.</returns>
    public OpenTelemetryBuilder WithLogging(
        Action<LoggerProviderBuilder>? configureBuilder,
        Action<OpenTelemetryLoggerOptions>? configureOptions
    )
    {
        OpenTelemetryBuilderSdkExtensions.WithLogging(this, configureBuilder, configureOptions);
        return this;
    }
}
