using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>Who looks on while a colleague has a conversation reads nothing for its customer.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261129015000_LookOnUnseen")]
internal sealed class LookOnUnseen : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(SqlFile.Read("mark_receipt.sql"));
}
