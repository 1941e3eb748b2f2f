using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>Customers come as several visitors and users, and may be blocked.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261127300200_HonourIdentities")]
internal sealed class HonourIdentities : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(SqlFile.Read("identities.sql"));
        migrationBuilder.Sql(SqlFile.Read("append_message.sql"));
    }
}
