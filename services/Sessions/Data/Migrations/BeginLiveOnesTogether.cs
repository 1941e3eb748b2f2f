using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>First messages of those who have one conversation each are appended together, too.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261127992100_BeginLiveOnesTogether")]
internal sealed class BeginLiveOnesTogether : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("drop function append_messages; drop function append_message; drop function message_history;");
        migrationBuilder.Sql(SqlFile.Read("append_message.sql"));
        migrationBuilder.Sql(SqlFile.Read("append_messages.sql"));
    }
}
