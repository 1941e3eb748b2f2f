using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>What is given to an agent who was never online waits again after the grace time, too.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261127992300_NoteNewcomers")]
internal sealed class NoteNewcomers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("note_newcomers.sql"));
}
