using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>Lets the sizes of a tenant's files be summed up without reading the files' rows.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261127980100_BoundAttachments")]
internal sealed class BoundAttachments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            "create index attachments_sizes on attachments (tenant_id) include (size, stored_at, upload_until)"
        );
}
