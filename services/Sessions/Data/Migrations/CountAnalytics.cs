using Chat.ServiceDefaults.Messaging;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

[DbContext(typeof(SessionsDbContext))]
[Migration("20261126140000_CountAnalytics")]
internal sealed class CountAnalytics : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Inbox.Ddl);
        migrationBuilder.Sql(SqlFile.Read("analytics.sql"));
    }
}
