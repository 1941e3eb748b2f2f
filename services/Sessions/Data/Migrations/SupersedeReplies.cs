using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>Replies may supersede earlier ones.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261126000100_SupersedeReplies")]
internal sealed class SupersedeReplies : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(SqlFile.Read("supersede.sql"));
        migrationBuilder.Sql(SqlFile.Read("append_message.sql"));
    }
}
