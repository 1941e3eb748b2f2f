using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

[DbContext(typeof(SessionsDbContext))]
[Migration("20261126140000_RenewLeases")]
internal sealed class RenewLeases : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("renew_lease.sql"));
}
