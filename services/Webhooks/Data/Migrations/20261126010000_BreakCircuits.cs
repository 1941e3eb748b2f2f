using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Webhooks.Data.Migrations;

[DbContext(typeof(WebhooksDbContext))]
[Migration("20261126010000_BreakCircuits")]
internal sealed class BreakCircuits : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(CircuitFunctions.Up);
        migrationBuilder.Sql("revoke execute on all functions in schema public from public");
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("The functions of the version before are not kept: restore a backup instead.");
}
