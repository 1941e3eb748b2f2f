using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>Targets of another priority, or of changed settings, hold for what is waiting already.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261127992400_WatchTargets")]
internal sealed class WatchTargets : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("watch_targets.sql"));
}
