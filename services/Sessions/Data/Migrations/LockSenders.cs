using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>Who is linked to a blocked customer while beginning conversations is blocked in these, too.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261127990300_LockSenders")]
internal sealed class LockSenders : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("drop function append_messages; drop function append_message; drop function message_history;");
        migrationBuilder.Sql(SqlFile.Read("lock_sender.sql"));
        migrationBuilder.Sql(SqlFile.Read("append_message.sql"));
        migrationBuilder.Sql(SqlFile.Read("append_messages.sql"));
    }
}
