using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Inference.Ledger;

/// <summary>Maps <see cref="UsageRecord"/> to its table; the migrations make the table.</summary>
internal sealed class UsageRecordConfiguration : IEntityTypeConfiguration<UsageRecord>
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<UsageRecord> builder)
    {
        builder.ToTable("usage_records");
        builder.HasKey(record => record.Id);
        builder.Property(record => record.Id).HasColumnName("id");
        builder.Property(record => record.FailedTryOf).HasColumnName("failed_try_of");
        builder.Property(record => record.Failure).HasColumnName("failure");
        builder.Property(record => record.TenantId).HasColumnName("tenant_id");
        builder.Property(record => record.ConversationId).HasColumnName("conversation_id");
        builder.Property(record => record.Provider).HasColumnName("provider");
        builder.Property(record => record.Model).HasColumnName("model");
        builder.Property(record => record.InputTokens).HasColumnName("input_tokens");
        builder.Property(record => record.CachedInputTokens).HasColumnName("cached_input_tokens");
        builder.Property(record => record.CacheWriteTokens).HasColumnName("cache_write_tokens");
        builder.Property(record => record.OutputTokens).HasColumnName("output_tokens");
        builder.Property(record => record.Estimated).HasColumnName("estimated");
        builder.Property(record => record.Interruption).HasColumnName("interruption");
        builder.Property(record => record.CreatedAt).HasColumnName("created_at");
    }
}
