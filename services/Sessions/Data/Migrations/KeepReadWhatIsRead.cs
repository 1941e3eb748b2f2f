using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>A customer of several names has read what any of them has read.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261127990100_KeepReadWhatIsRead")]
internal sealed class KeepReadWhatIsRead : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("mark_receipt.sql"));
}
