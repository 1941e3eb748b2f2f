using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.Sessions.Analytics;
using Chat.Sessions.Keys;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Sessions.Tenants;

/// <summary>
/// Writes the configured tenants and their keys at each start, as soon as the database lets it: every statement gives the
/// same result when it is repeated or when several instances run it.
/// </summary>
internal sealed class TenantSeeder(
    TenantStore store,
    AnalyticsStore analytics,
    IOptions<TenantsOptions> options,
    DatabaseReadiness readiness,
    TimeProvider time,
    ILogger<TenantSeeder> logger
) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    public Task Seeded => ExecuteTask ?? Task.CompletedTask;

    /// <summary>Whether what the configuration says is there; until then nobody knows which keys there are.</summary>
    public bool IsDone => ExecuteTask is { IsCompletedSuccessfully: true };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SeedAllAsync(stoppingToken);
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                // The database is away.
                TenantsLog.SeedFailed(logger, exception, RetryInterval);
                await Task.Delay(RetryInterval, time, stoppingToken);
            }
        }
    }

    private async Task SeedAllAsync(CancellationToken cancellationToken)
    {
        var first = options.Value.Default;
        await SeedAsync(first.Id, first.Slug, first.Name, first, cancellationToken);
        foreach (var other in options.Value.Others)
        {
            var name = other.Name is "" ? other.Slug : other.Name;
            await SeedAsync(other.Id!.Value, other.Slug, name, other, cancellationToken);
        }
    }

    private async Task SeedAsync(
        Guid configuredId,
        string slug,
        string name,
        ConfiguredTenantOptions tenant,
        CancellationToken cancellationToken
    )
    {
        var id = await store.SeedTenantAsync(configuredId, slug, name, cancellationToken);
        await analytics.SwitchAsync(id, tenant.Analytics, cancellationToken);
        if (tenant.PublishableKey is { } publishable)
        {
            var key = ToSeed(
                publishable,
                KeyKind.Publishable,
                "publishable",
                tenant.AllowedOrigins is [] ? ["*"] : tenant.AllowedOrigins
            );
            await store.SeedKeyAsync(id, key, cancellationToken);
        }

        if (tenant.SecretKey is { } secret)
        {
            await store.SeedKeyAsync(id, ToSeed(secret, KeyKind.Secret, "secret", []), cancellationToken);
        }

        TenantsLog.Seeded(logger, slug, id);
    }

    private static SeedKey ToSeed(string key, KeyKind kind, string configuredAs, string[] origins) =>
        new()
        {
            Id = Ids.New(),
            Kind = kind,
            ConfiguredAs = configuredAs,
            Hash = KeySecret.HashOf(key),
            Hint = KeySecret.HintOf(key),
            AllowedOrigins = origins,
        };
}
