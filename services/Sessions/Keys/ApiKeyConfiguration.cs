using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Sessions.Keys;

/// <summary>Maps <see cref="ApiKey"/> to the table of Data/Sql/schema.sql.</summary>
internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).HasColumnName("id");
        builder.Property(key => key.TenantId).HasColumnName("tenant_id");
        builder.Property(key => key.Kind).HasColumnName("kind").HasConversion<short>();
        builder.Property(key => key.Name).HasColumnName("name");
        builder.Property(key => key.Hash).HasColumnName("hash");
        builder.Property(key => key.Hint).HasColumnName("hint");
        builder.Property(key => key.AllowedOrigins).HasColumnName("allowed_origins");
        builder.Property(key => key.CreatedAt).HasColumnName("created_at");
        builder.Property(key => key.LastUsedAt).HasColumnName("last_used_at");
        builder.Property(key => key.ExpiresAt).HasColumnName("expires_at");
        builder.Property(key => key.RevokedAt).HasColumnName("revoked_at");
        builder.Property(key => key.IdempotencyKey).HasColumnName("idempotency_key");
    }
}
