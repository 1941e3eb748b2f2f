using Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds pooled DbContexts on Postgres to a host.</summary>
/// <remarks>Source-compatible with the class of the same name in the official package.</remarks>
public static class AspireEFPostgreSqlExtensions
{
    private const string Section = "Aspire:Npgsql:EntityFrameworkCore:PostgreSQL";

    /// <summary>Registers <typeparamref name="TContext"/> pooled, with health check, spans, meters and retries.</summary>
    /// <typeparam name="TContext">The context; needs a constructor with its <c>DbContextOptions</c>.</typeparam>
    /// <param name="builder">The host's builder.</param>
    /// <param name="connectionName">Name of the connection string.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    /// <param name="configureDbContextOptions">Adds to the context's options.</param>
    public static void AddNpgsqlDbContext<TContext>(
        this IHostApplicationBuilder builder,
        string connectionName,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null,
        Action<DbContextOptionsBuilder>? configureDbContextOptions = null
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionName);
        var settings = ReadSettings<TContext>(builder.Configuration, configureSettings, connectionName);
        builder.Services.AddDbContextPool<TContext>(options =>
        {
            Configure<TContext>(options, settings, connectionName);
            configureDbContextOptions?.Invoke(options);
        });
        AddInstrumentation<TContext>(builder, settings);
    }

    /// <summary>
    /// Adds health check, spans, meters, retries and command time-out to a context that was registered otherwise.
    /// </summary>
    /// <typeparam name="TContext">A registered context.</typeparam>
    /// <param name="builder">The host's builder.</param>
    /// <param name="configureSettings">Changes the settings after configuration was read.</param>
    public static void EnrichNpgsqlDbContext<TContext>(
        this IHostApplicationBuilder builder,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings = null
    )
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Services.Any(descriptor => descriptor.ServiceType == typeof(TContext)))
        {
            throw new InvalidOperationException(
                $"{typeof(TContext).Name} is not registered: call AddDbContextPool<{typeof(TContext).Name}>() before it is enriched."
            );
        }

        var settings = ReadSettings<TContext>(builder.Configuration, configureSettings, connectionName: null);
        builder.Services.ConfigureDbContext<TContext>(options =>
            options.UseNpgsql(npgsql => ConfigureProvider(npgsql, settings))
        );
        AddInstrumentation<TContext>(builder, settings);
    }

    private static NpgsqlEntityFrameworkCorePostgreSQLSettings ReadSettings<TContext>(
        IConfiguration configuration,
        Action<NpgsqlEntityFrameworkCorePostgreSQLSettings>? configureSettings,
        string? connectionName
    )
    {
        var settings = new NpgsqlEntityFrameworkCorePostgreSQLSettings();
        configuration.GetSection(Section).Bind(settings);
        configuration.GetSection($"{Section}:{typeof(TContext).Name}").Bind(settings);
        if (connectionName is not null)
        {
            settings.ConnectionString = configuration.GetConnectionString(connectionName) ?? settings.ConnectionString;
        }

        configureSettings?.Invoke(settings);
        return settings;
    }

    private static void Configure<TContext>(
        DbContextOptionsBuilder options,
        NpgsqlEntityFrameworkCorePostgreSQLSettings settings,
        string connectionName
    )
    {
        if (string.IsNullOrWhiteSpace(settings.ConnectionString))
        {
            throw new InvalidOperationException(
                $"There is no connection string for {typeof(TContext).Name}: set ConnectionStrings:{connectionName} or {Section}:ConnectionString."
            );
        }

        options.UseNpgsql(settings.ConnectionString, npgsql => ConfigureProvider(npgsql, settings));
    }

    private static void ConfigureProvider(
        NpgsqlDbContextOptionsBuilder npgsql,
        NpgsqlEntityFrameworkCorePostgreSQLSettings settings
    )
    {
        if (!settings.DisableRetry)
        {
            npgsql.EnableRetryOnFailure();
        }

        if (settings.CommandTimeout is { } seconds)
        {
            npgsql.CommandTimeout(seconds);
        }
    }

    private static void AddInstrumentation<TContext>(
        IHostApplicationBuilder builder,
        NpgsqlEntityFrameworkCorePostgreSQLSettings settings
    )
        where TContext : DbContext
    {
        if (!settings.DisableHealthChecks)
        {
            builder.Services.AddHealthChecks().AddCheck<DbContextHealthCheck<TContext>>(typeof(TContext).Name);
        }

        if (!settings.DisableTracing)
        {
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource("Npgsql"));
        }

        if (!settings.DisableMetrics)
        {
            builder
                .Services.AddOpenTelemetry()
                .WithMetrics(metrics => metrics.AddMeter("Microsoft.EntityFrameworkCore", "Npgsql"));
        }
    }
}
