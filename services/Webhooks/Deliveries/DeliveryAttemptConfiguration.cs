using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Webhooks.Deliveries;

internal sealed class DeliveryAttemptConfiguration : IEntityTypeConfiguration<DeliveryAttempt>
{
    public void Configure(EntityTypeBuilder<DeliveryAttempt> builder)
    {
        builder.ToTable("delivery_attempts");
        builder.HasKey(a => new { a.DeliveryId, a.Number });
        builder.Property(a => a.DeliveryId).HasColumnName("delivery_id");
        builder.Property(a => a.Number).HasColumnName("number");
        builder.Property(a => a.TenantId).HasColumnName("tenant_id");
        builder.Property(a => a.StartedAt).HasColumnName("started_at");
        builder.Property(a => a.DurationMs).HasColumnName("duration_ms");
        builder.Property(a => a.Status).HasColumnName("status");
        builder.Property(a => a.Error).HasColumnName("error");
        builder.Property(a => a.Excerpt).HasColumnName("excerpt");
    }
}
