using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>A client message id is known of its own author only.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261127991300_ScopeClientMessageIds")]
internal sealed class ScopeClientMessageIds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(SqlFile.Read("message_authors.sql"));
        migrationBuilder.Sql("drop function append_messages; drop function append_message; drop function message_history;");
        migrationBuilder.Sql(SqlFile.Read("append_message.sql"));
        migrationBuilder.Sql(SqlFile.Read("append_messages.sql"));
    }
}
