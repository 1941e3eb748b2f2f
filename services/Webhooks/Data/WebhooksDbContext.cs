using Chat.Webhooks.Deliveries;
using Chat.Webhooks.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Chat.Webhooks.Data;

/// <summary>What the API reads. The dispatcher's statements are functions of the database (see the migrations).</summary>
internal sealed class WebhooksDbContext(DbContextOptions<WebhooksDbContext> options) : DbContext(options)
{
    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<DeliveryAttempt> DeliveryAttempts => Set<DeliveryAttempt>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(WebhooksDbContext).Assembly);
}
