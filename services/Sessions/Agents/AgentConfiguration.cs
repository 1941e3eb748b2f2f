using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chat.Sessions.Agents;

/// <summary>Maps <see cref="Agent"/> to the table of Data/Sql/agents.sql.</summary>
internal sealed class AgentConfiguration : IEntityTypeConfiguration<Agent>
{
    public void Configure(EntityTypeBuilder<Agent> builder)
    {
        builder.ToTable("agents");
        builder.HasKey(agent => new { agent.TenantId, agent.Id });
        builder.Property(agent => agent.Id).HasColumnName("id");
        builder.Property(agent => agent.TenantId).HasColumnName("tenant_id");
        builder.Property(agent => agent.Email).HasColumnName("email");
        builder.Property(agent => agent.Name).HasColumnName("name");
        builder.Property(agent => agent.AvatarUrl).HasColumnName("avatar_url");
        builder.Property(agent => agent.Role).HasColumnName("role").HasConversion<short>();
        builder.Property(agent => agent.Title).HasColumnName("title");
        builder.Property(agent => agent.Capacity).HasColumnName("capacity").HasConversion<short>();
        builder.Property(agent => agent.Skills).HasColumnName("skills");
        builder.Property(agent => agent.Department).HasColumnName("department");
        builder.Property(agent => agent.Level).HasColumnName("level").HasConversion<short>();
        builder.Property(agent => agent.ParentId).HasColumnName("parent_id");
        builder.Property(agent => agent.TeamId).HasColumnName("team_id");
        builder.Property(agent => agent.Visibility).HasColumnName("visibility").HasConversion<short>();
        builder.Property(agent => agent.IsActive).HasColumnName("is_active");
        builder.Property(agent => agent.ModeOverride).HasColumnName("mode_override").HasConversion<short>();
        builder.Property(agent => agent.AiEnabled).HasColumnName("ai_enabled");
        builder.Property(agent => agent.AutoAccept).HasColumnName("auto_accept");
        builder.Property(agent => agent.IsDefault).HasColumnName("is_default");
        builder.Property(agent => agent.ChosenStatus).HasColumnName("chosen_status").HasConversion<short>();
        builder.Property(agent => agent.Status).HasColumnName("status").HasConversion<short>();
        builder.Property(agent => agent.LastActivityAt).HasColumnName("last_activity_at");
        builder.Property(agent => agent.CreatedAt).HasColumnName("created_at");
        builder.Property(agent => agent.UpdatedAt).HasColumnName("updated_at");
        builder.Property(agent => agent.DeletedAt).HasColumnName("deleted_at");
        builder.Property(agent => agent.Version).HasColumnName("version").IsConcurrencyToken();
        builder.Property(agent => agent.IdempotencyKey).HasColumnName("idempotency_key");
    }
}
