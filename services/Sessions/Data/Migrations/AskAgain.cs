using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>The AI is asked again for answers that were lost.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261129051000_AskAgain")]
internal sealed class AskAgain : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("unanswered_questions.sql"));
}
