using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

[DbContext(typeof(SessionsDbContext))]
[Migration("20261127600400_WatchSla")]
internal sealed class WatchSla : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(SqlFile.Read("note_people.sql"));
        migrationBuilder.Sql(SqlFile.Read("sla.sql"));
    }
}
