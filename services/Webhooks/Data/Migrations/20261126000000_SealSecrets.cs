using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Webhooks.Data.Migrations;

/// <summary>
/// What sealing needs. The rows themselves are sealed by the service, which alone has the key; see
/// <see cref="Secrets.SecretSealing"/>.
/// </summary>
[DbContext(typeof(WebhooksDbContext))]
[Migration("20261126000000_SealSecrets")]
internal sealed class SealSecrets : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(SecretFunctions.Up);
        migrationBuilder.Sql("revoke execute on all functions in schema public from public");
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("Sealed secrets cannot be read by the version before: restore a backup instead.");
}
