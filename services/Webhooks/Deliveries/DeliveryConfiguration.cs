using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Webhooks.Deliveries;

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(d => d.TenantId).HasColumnName("tenant_id");
        builder.Property(d => d.SubscriptionId).HasColumnName("subscription_id");
        builder.Property(d => d.EventId).HasColumnName("event_id");
        builder.Property(d => d.EventType).HasColumnName("event_type");
        builder.Property(d => d.State).HasColumnName("state").HasConversion<short>();
        builder.Property(d => d.AttemptCount).HasColumnName("attempt_count");
        builder.Property(d => d.Failures).HasColumnName("failures");
        builder.Property(d => d.Claim).HasColumnName("claim");
        builder.Property(d => d.DueAt).HasColumnName("due_at");
        builder.Property(d => d.LastStatus).HasColumnName("last_status");
        builder.Property(d => d.LastError).HasColumnName("last_error");
        builder.Property(d => d.CreatedAt).HasColumnName("created_at");
        builder.Property(d => d.FinishedAt).HasColumnName("finished_at");
    }
}
