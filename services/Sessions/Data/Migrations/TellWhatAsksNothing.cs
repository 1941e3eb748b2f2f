using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>A customer's message may ask nothing of the AI.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261129050000_TellWhatAsksNothing")]
internal sealed class TellWhatAsksNothing : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(SqlFile.Read("asks_nothing.sql"));
        migrationBuilder.Sql(SqlFile.Read("append_message.sql"));
        migrationBuilder.Sql(SqlFile.Read("append_messages.sql"));
    }
}
