using Chat.ServiceDefaults.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.ServiceDefaults.Tests.Data;

internal sealed class NotesContext(DbContextOptions<NotesContext> options) : DbContext(options)
{
    public const string Role = "chat_notes";

    public DbSet<Note> Notes => Set<Note>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Note>(note =>
        {
            note.ToTable("notes");
            note.Property(row => row.Id).HasColumnName("id");
            note.Property(row => row.TenantId).HasColumnName("tenant_id");
            note.Property(row => row.Text).HasColumnName("text");
        });
}

internal sealed class Note
{
    public required Guid Id { get; init; }

    public required Guid TenantId { get; init; }

    public required string Text { get; set; }
}

[DbContext(typeof(NotesContext))]
[Migration("20261121000000_Notes")]
internal sealed class NotesMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            create table notes (id uuid primary key, tenant_id uuid not null, text text not null);
            alter table notes enable row level security;
            alter table notes force row level security;
            create policy tenant on notes
                using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);
            """
        );
        migrationBuilder.Sql(ServiceDefaults.Outbox.Outbox.Ddl);
        migrationBuilder.Sql(Inbox.Ddl);
    }
}
