using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

[DbContext(typeof(SessionsDbContext))]
[Migration("20261128010100_FileConversationsByIndex")]
internal sealed class FileConversationsByIndex : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("conversation_files.sql"));
}
