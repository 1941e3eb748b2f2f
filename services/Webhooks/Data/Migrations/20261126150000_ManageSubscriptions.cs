using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Webhooks.Data.Migrations;

[DbContext(typeof(WebhooksDbContext))]
[Migration("20261126150000_ManageSubscriptions")]
internal sealed class ManageSubscriptions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(ManagementFunctions.Up);
        migrationBuilder.Sql("revoke execute on all functions in schema public from public");
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("The functions of the version before are not kept: restore a backup instead.");
}
