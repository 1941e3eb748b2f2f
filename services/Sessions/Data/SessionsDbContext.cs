using Chat.ServiceDefaults.Data;
using Chat.Sessions.Agents;
using Chat.Sessions.Keys;
using Chat.Sessions.Teams;
using Microsoft.EntityFrameworkCore;

namespace Chat.Sessions.Data;

/// <summary>
/// What is read and written without haste: keys, agents, teams. Conversations and messages go through SQL of their own, where every
/// round trip counts (Log/, Live/, Speaking/).
/// </summary>
internal sealed class SessionsDbContext(DbContextOptions<SessionsDbContext> options) : DbContext(options)
{
    public DbSet<ApiKey> Keys => Set<ApiKey>();

    public DbSet<Agent> Agents => Set<Agent>();

    public DbSet<Team> Teams => Set<Team>();

    // Read by the filter with each query: the first wall, before row-level security.
    private Guid? TenantId => TenantScope.Current;

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SessionsDbContext).Assembly);
        modelBuilder.Entity<ApiKey>().HasQueryFilter(key => key.TenantId == TenantId);
        modelBuilder.Entity<Team>().HasQueryFilter(team => team.TenantId == TenantId);
        modelBuilder.Entity<Agent>().HasQueryFilter(agent => agent.TenantId == TenantId && agent.DeletedAt == null);
    }
}
