using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Webhooks.Data.Migrations;

[DbContext(typeof(WebhooksDbContext))]
[Migration("20261126160000_RenewClaims")]
internal sealed class RenewClaims : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(ClaimFunctions.Up);
        migrationBuilder.Sql("revoke execute on all functions in schema public from public");
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop function renew_claims(uuid[], uuid[], interval)");
}
