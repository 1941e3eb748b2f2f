using System.Text.Json.Serialization;
using Chat.ServiceDefaults.ChatFiles;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Health;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.Resilience;
using Chat.ServiceDefaults.Start;
using Chat.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults;

/// <summary>What every service of the suite shares.</summary>
public static class ServiceDefaultsExtensions
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(10);

    // Beneath every other source, so that any of them can say otherwise.
    private static readonly Dictionary<string, string?> DefaultConfiguration = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Grpc"] = "Warning",
        ["Logging:LogLevel:MassTransit"] = "Warning",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        // What the database refuses reaches whoever asked, often as an expected conflict; here it would be an error with a
        // stack, twice.
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command"] = "None",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Update"] = "None",
        // MassTransit logs a stack for every try to reach an absent broker; health and the reviver tell of it once.
        ["Logging:LogLevel:MassTransit.ReceiveTransport"] = "Critical",
        // Failing checks are what /health and the callers of it show, every few seconds.
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
        ["Logging:LogLevel:Npgsql"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",
        // Twenty lines for every connection that is made.
        ["Logging:LogLevel:StackExchange.Redis"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
    };

    /// <summary>Adds telemetry, health, identity, errors, the gRPC server and a graceful end.</summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="configure">Leaves parts out.</param>
    /// <returns>The builder.</returns>
    public static WebApplicationBuilder AddServiceDefaults(
        this WebApplicationBuilder builder,
        Action<ServiceDefaultsSettings>? configure = null
    )
    {
        WrongConfiguration.Watch();
        var settings = new ServiceDefaultsSettings();
        configure?.Invoke(settings);
        var services = builder.Services;
        var serviceName =
            builder.Configuration["OTEL_SERVICE_NAME"] ?? builder.Environment.ApplicationName.ToLowerInvariant();

        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = DefaultConfiguration });
        ChatFileFeature.AddChatFile(builder);
        services.AddSingleton(settings);
        services.AddSingleton(new ServiceName(serviceName));
        services.TryAddSingleton(TimeProvider.System);

        AddLogs(builder);
        TelemetryFeature.AddTelemetry(builder, serviceName);
        HealthFeature.AddHealth(services);
        IdentityFeature.AddIdentity(services, settings.ValidateIdentity);
        HttpClientFeature.AddHttpClients(services);
        services.ConfigureHttpJsonOptions(static json =>
            // A number is a number: read from a text it would come back as something else than was sent, and the API's
            // description would have to call every number of an answer a text, too.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict
        );
        if (settings.GrpcServer)
        {
            GrpcFeature.AddServer(services);
        }

        ConfigureHost(builder);
        return builder;
    }

    /// <summary>
    /// Maps health, gRPC health and reflection and the services of <c>AddGrpcService</c>, and puts errors and identity
    /// in front of everything. Call it first after <c>Build()</c>.
    /// </summary>
    /// <param name="app">The service.</param>
    /// <returns>The service.</returns>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<ServiceDefaultsSettings>();
        app.UseMiddleware<ErrorMiddleware>();
        app.UseStatusCodePages(HttpStatusErrors.WriteAsync);
        if (settings.ValidateIdentity)
        {
            app.UseAuthentication();
            app.UseAuthorization();
            app.UseMiddleware<TenantMiddleware>();
        }

        HealthFeature.MapHealth(app);
        if (settings.GrpcServer)
        {
            app.UseMiddleware<GrpcUnreadMiddleware>();
            app.Use(next => context => GrpcRequestReader.UseAsync(context, next));
            GrpcFeature.MapServices(app);
        }

        return app;
    }

    private static void AddLogs(WebApplicationBuilder builder)
    {
        if (builder.Configuration["Logging:Console:FormatterName"] is null)
        {
            builder.Logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
        }
    }

    private static void ConfigureHost(WebApplicationBuilder builder)
    {
        builder.Host.UseDefaultServiceProvider(provider =>
        {
            provider.ValidateScopes = true;
            provider.ValidateOnBuild = true;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        // Thrown, so that the caller hears which field could not be read.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = GrpcRequestLimits.MaxBytes;
            // One gateway connection carries many long streams; the default of 100 would make callers queue.
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1_000;
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(15);
            kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.Http2.InitialConnectionWindowSize = 1024 * 1024;
            kestrel.Limits.Http2.InitialStreamWindowSize = 1024 * 1024;
        });
    }
}
