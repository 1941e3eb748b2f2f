using Chat.ServiceDefaults.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.ServiceDefaults.Data;

/// <summary>Gives a service its database.</summary>
public static class DatabaseFeature
{
    /// <summary>
    /// Registers a pooled <typeparamref name="TContext"/> and an <see cref="NpgsqlDataSource"/>, both working as the
    /// unprivileged role, <see cref="ServiceDataSources"/> for both roles, the migrator and the health check
    /// <c>database</c>. A service has one database.
    /// </summary>
    /// <typeparam name="TContext">The context; its one constructor takes <see cref="DbContextOptions{TContext}"/>.</typeparam>
    /// <param name="builder">The host's builder.</param>
    /// <param name="connectionName">Name of the connection string; its user must own the database and may create roles.</param>
    /// <param name="appRole">Name of the unprivileged role: lower case letters, digits and underscores.</param>
    /// <returns>The builder.</returns>
    public static IHostApplicationBuilder AddServiceDatabase<TContext>(
        this IHostApplicationBuilder builder,
        string connectionName,
        string appRole
    )
        where TContext : DbContext
    {
        if (
            appRole.Length is 0 or > 63
            || appRole.Any(letter => letter is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
        )
        {
            throw new ArgumentException("A role is named with a-z, 0-9 and _ only.", nameof(appRole));
        }

        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidator>()
        );
        var names = new DatabaseNames(connectionName, appRole);
        services.AddSingleton(provider => new ServiceDataSources(
            provider.GetRequiredService<IConfiguration>(),
            names,
            provider.GetRequiredService<IOptions<DatabaseOptions>>(),
            provider.GetRequiredService<ServiceName>(),
            provider.GetRequiredService<DatabaseReadiness>(),
            provider.GetRequiredService<ILoggerFactory>()
        ));
        services.AddSingleton<NpgsqlDataSource>(provider => provider.GetRequiredService<ServiceDataSources>().App);
        AddContext<TContext>(builder, connectionName);

        services.AddSingleton<DatabaseReadiness>();
        services.AddSingleton(provider => new DatabaseMigrator<TContext>(
            provider.GetRequiredService<ServiceDataSources>(),
            names,
            provider.GetRequiredService<ILogger<DatabaseMigrator<TContext>>>()
        ));
        services.AddHostedService<MigrationService<TContext>>();
        services.AddSingleton<DatabaseHealthCheck>();
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database");
        return builder;
    }

    /// <summary>
    /// Registers a reader of what other instances' transactions tell. All of a service's readers share one connection,
    /// made when the database is ready.
    /// </summary>
    /// <typeparam name="TReader">The reader.</typeparam>
    /// <param name="services">A service's that has a database.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddNoticeReader<TReader>(this IServiceCollection services)
        where TReader : class, INoticeReader =>
        services.AddSingleton<INoticeReader, TReader>().AddHostedService<NoticeListener>();

    private static void AddContext<TContext>(IHostApplicationBuilder builder, string connectionName)
        where TContext : DbContext
    {
        builder.AddNpgsqlDbContext<TContext>(
            connectionName,
            settings =>
            {
                // The data source below is what connects; this only has to be there.
                settings.ConnectionString ??= "Host=unset";
                settings.DisableHealthChecks = true;
                settings.DisableRetry = true;
                settings.DisableTracing = settings.DisableMetrics = !TelemetryFeature.IsExported(builder.Configuration);
            }
        );
        builder.Services.ConfigureDbContext<TContext>(
            (provider, options) =>
                options
                    .UseNpgsql(provider.GetRequiredService<ServiceDataSources>().App)
                    .AddInterceptors(new TenantInterceptor())
                    .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
        );
    }
}
