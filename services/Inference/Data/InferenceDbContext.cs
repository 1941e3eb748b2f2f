using Chat.Inference.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Chat.Inference.Data;

/// <summary>Inference's database: the usage ledger.</summary>
internal sealed class InferenceDbContext(DbContextOptions<InferenceDbContext> options) : DbContext(options)
{
    /// <summary>The ledger.</summary>
    public DbSet<UsageRecord> UsageRecords => Set<UsageRecord>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfiguration(new UsageRecordConfiguration());
}
