using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

[DbContext(typeof(SessionsDbContext))]
[Migration("20261127100200_CreateOfflineMessages")]
internal sealed class CreateOfflineMessages : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("offline_messages.sql"));
}
