using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

[DbContext(typeof(SessionsDbContext))]
[Migration("20261127900400_AppendInBatches")]
internal sealed class AppendInBatches : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("drop function append_message;");
        migrationBuilder.Sql(SqlFile.Read("append_events.sql"));
        migrationBuilder.Sql(SqlFile.Read("append_message.sql"));
        migrationBuilder.Sql(SqlFile.Read("append_messages.sql"));
    }
}
