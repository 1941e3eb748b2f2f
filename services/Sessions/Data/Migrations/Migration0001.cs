using Chat.ServiceDefaults.Outbox;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

[DbContext(typeof(SessionsDbContext))]
[Migration("20261121000000_Initial")]
internal sealed class Migration0001 : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Outbox.Ddl);
        migrationBuilder.Sql("grant select, insert, update, delete on outbox to chat_sessions;");
        migrationBuilder.Sql(SqlFile.Read("schema.sql"));
        migrationBuilder.Sql(SqlFile.Read("tenants.sql"));
        migrationBuilder.Sql(SqlFile.Read("append_message.sql"));
    }
}
