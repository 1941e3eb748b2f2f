using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>A first message that can be repeated goes on in the author's live conversation, too.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261127990400_ReuseLiveByName")]
internal sealed class ReuseLiveByName : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("drop function append_messages; drop function append_message; drop function message_history;");
        migrationBuilder.Sql(SqlFile.Read("append_message.sql"));
        migrationBuilder.Sql(SqlFile.Read("append_messages.sql"));
    }
}
