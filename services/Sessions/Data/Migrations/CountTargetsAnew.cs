using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>Targets of what was reopened count from then.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261127990200_CountTargetsAnew")]
internal sealed class CountTargetsAnew : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("note_people.sql"));
}
