using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Webhooks.Data.Migrations;

[DbContext(typeof(WebhooksDbContext))]
[Migration("20261121000000_Initial")]
internal sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Schema.Up);
        migrationBuilder.Sql(DispatchFunctions.Up);
        migrationBuilder.Sql(SubscriptionFunctions.Up);
        // The service's role is granted everything afterwards by the migrator; nobody else may pass the tenants' wall.
        migrationBuilder.Sql("revoke execute on all functions in schema public from public");
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("The first migration is not undone: drop the database instead.");
}
