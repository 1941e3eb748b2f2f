using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Sessions.Teams;

/// <summary>Maps <see cref="Team"/> to the table of Data/Sql/teams.sql.</summary>
internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("teams");
        builder.HasKey(team => new { team.TenantId, team.Id });
        builder.Property(team => team.Id).HasColumnName("id");
        builder.Property(team => team.TenantId).HasColumnName("tenant_id");
        builder.Property(team => team.Name).HasColumnName("name");
        builder.Property(team => team.Description).HasColumnName("description");
        builder.Property(team => team.CreatedAt).HasColumnName("created_at");
        builder.Property(team => team.UpdatedAt).HasColumnName("updated_at");
        builder.Property(team => team.Version).HasColumnName("version").IsConcurrencyToken();
        builder.Property(team => team.IdempotencyKey).HasColumnName("idempotency_key");
    }
}
