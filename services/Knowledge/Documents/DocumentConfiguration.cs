using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Knowledge.Documents;

/// <summary>Maps <see cref="Document"/> to its table; the migrations make the table.</summary>
internal sealed class DocumentConfiguration : IEntityTypeConfiguration<Document>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.ToTable("documents");
        builder.HasKey(document => document.Id);
        builder.Property(document => document.Id).HasColumnName("id");
        builder.Property(document => document.TenantId).HasColumnName("tenant_id");
        builder.Property(document => document.Key).HasColumnName("key");
        builder.Property(document => document.Kind).HasColumnName("kind");
        builder.Property(document => document.Title).HasColumnName("title");
        builder.Property(document => document.Url).HasColumnName("url");
        builder.Property(document => document.Question).HasColumnName("question");
        builder.Property(document => document.ContentHash).HasColumnName("content_hash");
        builder.Property(document => document.CreatedAt).HasColumnName("created_at").ValueGeneratedOnAdd();
    }
}
