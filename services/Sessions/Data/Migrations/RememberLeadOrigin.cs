using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>Leads remember which reply captured them.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261126160000_RememberLeadOrigin")]
internal sealed class RememberLeadOrigin : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("lead_origin.sql"));
}
