using Aspire.StackExchange.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds Redis clients to a host.</summary>
/// <remarks>Source-compatible with the class of the same name in the official Aspire.StackExchange.Redis.</remarks>
public static class AspireRedisExtensions
{
    private const string Section = "Aspire:StackExchange:Redis";

    /// <summary>Registers <see cref="IConnectionMultiplexer"/> as a singleton, connected when first asked for.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="connectionName">Name of the connection string.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureOptions">Changes the client's options after the connection string was parsed.</param>
    public static void AddRedisClient(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null
    ) => Add(builder, connectionName, serviceKey: null, configureSettings, configureOptions);

    /// <summary>Registers <see cref="IConnectionMultiplexer"/> as a singleton under a key.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="name">Key of the service and name of the connection string.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureOptions">Changes the client's options after the connection string was parsed.</param>
    public static void AddKeyedRedisClient(
        this IHostApplicationBuilder builder,
        string name,
        Action<StackExchangeRedisSettings>? configureSettings = null,
        Action<ConfigurationOptions>? configureOptions = null
    ) => Add(builder, name, serviceKey: name, configureSettings, configureOptions);

    private static void Add(
        IHostApplicationBuilder builder,
        string connectionName,
        string? serviceKey,
        Action<StackExchangeRedisSettings>? configureSettings,
        Action<ConfigurationOptions>? configureOptions
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var settings = ReadSettings(builder.Configuration, connectionName);
        configureSettings?.Invoke(settings);

        if (serviceKey is null)
        {
            builder.Services.AddSingleton(services => Connect(services, settings, connectionName, configureOptions));
        }
        else
        {
            builder.Services.AddKeyedSingleton(
                serviceKey,
                (services, _) => Connect(services, settings, connectionName, configureOptions)
            );
        }

        if (!settings.DisableHealthChecks)
        {
            AddHealthCheck(builder.Services, serviceKey);
        }
    }

    private static StackExchangeRedisSettings ReadSettings(IConfiguration configuration, string connectionName)
    {
        var settings = new StackExchangeRedisSettings();
        configuration.GetSection(Section).Bind(settings);
        configuration.GetSection($"{Section}:{connectionName}").Bind(settings);
        settings.ConnectionString = configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        return settings;
    }

    private static void AddHealthCheck(IServiceCollection services, string? serviceKey) =>
        services
            .AddHealthChecks()
            .Add(
                new HealthCheckRegistration(
                    serviceKey is null ? "StackExchange.Redis" : $"StackExchange.Redis_{serviceKey}",
                    provider => new RedisHealthCheck(() =>
                        provider.GetRequiredKeyedService<IConnectionMultiplexer>(serviceKey)
                    ),
                    failureStatus: null,
                    tags: null
                )
            );

    private static IConnectionMultiplexer Connect(
        IServiceProvider services,
        StackExchangeRedisSettings settings,
        string connectionName,
        Action<ConfigurationOptions>? configureOptions
    )
    {
        if (string.IsNullOrWhiteSpace(settings.ConnectionString))
        {
            throw new InvalidOperationException(
                $"There is no Redis connection string: set ConnectionStrings:{connectionName} or {Section}:ConnectionString."
            );
        }

        var options = ConfigurationOptions.Parse(settings.ConnectionString);
        configureOptions?.Invoke(options);
        var connection = ConnectionMultiplexer.Connect(options);
        RedisLog.Follow(connection, services.GetRequiredService<ILoggerFactory>());
        return connection;
    }
}
