using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>What agents have follows when the AI may answer beside them, or may not any more.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261127992500_TellOfAgentModes")]
internal sealed class TellOfAgentModes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("mode_notices.sql"));
}
