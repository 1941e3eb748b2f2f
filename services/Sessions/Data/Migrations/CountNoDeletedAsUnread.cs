using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>A deleted message is nothing to read.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261128050000_CountNoDeletedAsUnread")]
internal sealed class CountNoDeletedAsUnread : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("mark_receipt.sql"));
}
