using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Inference.Data.Migrations;

/// <summary>
/// The ledger holds what failed tries cost, too, and what providers' caches took part in. A row's id is the reply's, or a
/// failed try's own; no row has to be written anew for that.
/// </summary>
[DbContext(typeof(InferenceDbContext))]
[Migration("20261126160000_BookFailedTries")]
internal sealed class BookFailedTries : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table usage_records rename column reply_id to id;
            alter table usage_records
                add column failed_try_of uuid null,
                add column failure text not null default '',
                add column cached_input_tokens bigint not null default 0,
                add column cache_write_tokens bigint not null default 0;
            """
        );

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            alter table usage_records
                drop column failed_try_of, drop column failure, drop column cached_input_tokens,
                drop column cache_write_tokens;
            alter table usage_records rename column id to reply_id;
            """
        );
}
