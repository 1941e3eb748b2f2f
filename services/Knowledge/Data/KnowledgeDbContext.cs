using Chat.Knowledge.Documents;
using Microsoft.EntityFrameworkCore;

namespace Chat.Knowledge.Data;

/// <summary>Knowledge's database. Chunks, and corpora (a version per tenant), are plain SQL's business.</summary>
internal sealed class KnowledgeDbContext(DbContextOptions<KnowledgeDbContext> options) : DbContext(options)
{
    /// <summary>The documents.</summary>
    public DbSet<Document> Documents => Set<Document>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfiguration(new DocumentConfiguration());
}
