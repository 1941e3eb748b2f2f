using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>Conversations have states, details and events; messages have types.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("202611274001_ConversationStates")]
internal sealed class ConversationStates : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(SqlFile.Read("conversation_states.sql"));
        migrationBuilder.Sql(SqlFile.Read("append_message.sql"));
    }
}
