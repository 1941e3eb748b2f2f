using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Sessions.Data.Migrations;

/// <summary>Lets the sizes of one owner's files be summed up without reading the files' rows.</summary>
[DbContext(typeof(SessionsDbContext))]
[Migration("20261127991500_ShareFileStorage")]
internal sealed class ShareFileStorage : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create index attachments_owned on attachments (tenant_id, owner_kind, owner_id)
                include (size, stored_at, upload_until)
            """
        );
}
