using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Webhooks.Subscriptions;

internal sealed class SubscriptionConfiguration : IEntityTypeConfiguration<Subscription>
{
    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("subscriptions");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(s => s.TenantId).HasColumnName("tenant_id");
        builder.Property(s => s.Url).HasColumnName("url");
        builder.Property(s => s.Format).HasColumnName("format");
        builder.Property(s => s.Source).HasColumnName("source");
        // What was deleted since it was read is changed no more: switched on it would be sent to again.
        builder.Property(s => s.DeletedAt).HasColumnName("deleted_at").IsConcurrencyToken();
        builder.Property(s => s.IdempotencyKey).HasColumnName("idempotency_key");
        builder.Property(s => s.Events).HasColumnName("events");
        builder.Property(s => s.DisabledAt).HasColumnName("disabled_at");
        builder.Property(s => s.DisabledReason).HasColumnName("disabled_reason");
        builder.Property(s => s.Failures).HasColumnName("failures");
        builder.Property(s => s.FailingSince).HasColumnName("failing_since");
        builder.Property(s => s.CircuitUntil).HasColumnName("circuit_until");
        builder.Property(s => s.CircuitTrips).HasColumnName("circuit_trips");
        builder.Property(s => s.CircuitProbe).HasColumnName("circuit_probe");
        builder.Property(s => s.CreatedAt).HasColumnName("created_at");
        builder.Property(s => s.UpdatedAt).HasColumnName("updated_at");
    }
}
