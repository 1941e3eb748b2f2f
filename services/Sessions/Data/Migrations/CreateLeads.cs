using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

[DbContext(typeof(SessionsDbContext))]
[Migration("20261126150000_CreateLeads")]
internal sealed class CreateLeads : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("leads.sql"));
}
