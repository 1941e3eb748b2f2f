using Chat.ServiceDefaults;
using Chat.Sessions.Agents;
using Chat.Sessions.Tenants;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Sessions.AgentLogins;

/// <summary>
/// Makes the configured admin of the configured tenant at each start, as soon as the database lets it, unless an agent
/// has its address already: then the password is that agent's own, whatever the configuration says.
/// </summary>
internal sealed class AdminSeeder(
    TenantStore tenants,
    CredentialStore credentials,
    PasswordHashing passwords,
    IOptions<TenantsOptions> tenant,
    IOptions<AdminOptions> admin,
    TimeProvider time,
    ILogger<AdminSeeder> logger
) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isDone = admin.Value.Email is null;
        while (!isDone && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                isDone = await SeedAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                // The database is away, or its migrations are still running.
                LoginsLog.AdminFailed(logger, exception, RetryInterval);
            }

            if (!isDone)
            {
                await Task.Delay(RetryInterval, time, stoppingToken);
            }
        }
    }

    /// <summary>False: the tenant is not there yet, or too many passwords wait.</summary>
    private async Task<bool> SeedAsync(CancellationToken cancellationToken)
    {
        var (email, password) = (admin.Value.Email!, admin.Value.Password!);
        if (await tenants.FindTenantAsync(tenant.Value.Default.Slug, cancellationToken) is not { } owner)
        {
            return false;
        }

        if (await credentials.FindAsync(owner.TenantId, email, cancellationToken) is { PasswordHash: not null })
        {
            return true;
        }

        var hash = await passwords.HashAsync(password, cancellationToken);
        if (!hash.IsSuccess)
        {
            return false;
        }

        var made = new AgentIdentity
        {
            TenantId = owner.TenantId,
            AgentId = Ids.New(),
            Name = admin.Value.Name,
            Email = email,
            Role = AgentRole.Admin,
        };
        if (await credentials.SeedAdminAsync(made, hash.Value, cancellationToken))
        {
            LoginsLog.AdminMade(logger, made.AgentId);
        }

        return true;
    }
}
