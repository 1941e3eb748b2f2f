using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>A batch of visitors is noted by a few statements, not by some for each.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261128170000_SeeVisitorsTogether")]
internal sealed class SeeVisitorsTogether : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("see_visitors.sql"));
}
