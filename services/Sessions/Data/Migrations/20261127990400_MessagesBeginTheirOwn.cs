using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>Only who opens a conversation is given the open one: a message without one begins one.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261127990400_MessagesBeginTheirOwn")]
internal sealed class MessagesBeginTheirOwn : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("drop function append_messages; drop function append_message; drop function message_history;");
        migrationBuilder.Sql(SqlFile.Read("append_message.sql"));
        migrationBuilder.Sql(SqlFile.Read("append_messages.sql"));
    }
}
