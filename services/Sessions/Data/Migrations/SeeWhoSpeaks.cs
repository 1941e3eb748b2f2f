using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>Who looks how far a log reaches also sees whether the reply its readers follow is still being spoken.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261129010000_SeeWhoSpeaks")]
internal sealed class SeeWhoSpeaks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("log_heads_with_speakers.sql"));
}
