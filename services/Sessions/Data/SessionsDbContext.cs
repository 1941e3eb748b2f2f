using Chat.Sessions.Keys;
using Microsoft.EntityFrameworkCore;

namespace Chat.Sessions.Data;

/// <summary>
/// What is read and written without haste: keys. Conversations and messages go through SQL of their own, where every
/// round trip counts (Log/, Live/, Speaking/).
/// </summary>
internal sealed class SessionsDbContext(DbContextOptions<SessionsDbContext> options) : DbContext(options)
{
    public DbSet<ApiKey> Keys => Set<ApiKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SessionsDbContext).Assembly);
}
