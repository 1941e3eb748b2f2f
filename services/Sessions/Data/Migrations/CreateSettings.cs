using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

[DbContext(typeof(SessionsDbContext))]
[Migration("20261127100100_CreateSettings")]
internal sealed class CreateSettings : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("settings.sql"));
}
