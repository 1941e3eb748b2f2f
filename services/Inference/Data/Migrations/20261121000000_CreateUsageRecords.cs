using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Inference.Data.Migrations;

[DbContext(typeof(InferenceDbContext))]
[Migration("20261121000000_CreateUsageRecords")]
internal sealed class CreateUsageRecords : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create table usage_records (
                reply_id uuid primary key,
                tenant_id uuid not null,
                conversation_id uuid not null,
                provider text not null,
                model text not null,
                input_tokens bigint not null,
                output_tokens bigint not null,
                estimated boolean not null,
                interruption text not null,
                created_at timestamptz not null default now()
            );
            create index usage_records_by_time on usage_records (tenant_id, created_at desc, reply_id desc);
            alter table usage_records enable row level security;
            alter table usage_records force row level security;
            create policy usage_records_tenant on usage_records
                using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);
            """
        );

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop table usage_records;");
}
