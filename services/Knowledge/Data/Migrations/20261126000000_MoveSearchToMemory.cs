using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Knowledge.Data.Migrations;

/// <summary>Drops what only the search in SQL needed; a corpus is now a tenant's version, by which indexes in memory are compared.</summary>
[DbContext(typeof(KnowledgeDbContext))]
[Migration("20261126000000_MoveSearchToMemory")]
internal sealed class MoveSearchToMemory : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            drop table postings;
            drop table vocabulary;
            drop table corpora;
            alter table chunks drop column headline_weight;
            create table corpora (
                tenant_id uuid primary key,
                version bigint not null
            );
            alter table corpora enable row level security;
            alter table corpora force row level security;
            create policy corpora_tenant on corpora
                using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);
            create index documents_by_tenant on documents (tenant_id, id);
            create index chunks_by_tenant on chunks (tenant_id, ordinal, id);
            """
        );

    protected override void Down(MigrationBuilder migrationBuilder) =>
        // The dropped tables were made from the documents; the service that needs them makes them again from there.
        migrationBuilder.Sql(
            """
            drop index chunks_by_tenant;
            drop index documents_by_tenant;
            drop table corpora;
            create table corpora (
                tenant_id uuid primary key,
                documents bigint not null,
                chunks bigint not null
            );
            create table vocabulary (
                tenant_id uuid not null,
                initial text collate "C" not null,
                lexeme text collate "C" not null,
                chunks bigint not null,
                primary key (tenant_id, lexeme)
            );
            create index vocabulary_by_initial on vocabulary (tenant_id, initial);
            create table postings (
                tenant_id uuid not null,
                lexeme text collate "C" not null,
                chunk_id uuid not null references chunks (id) on delete cascade,
                strength real not null,
                headline boolean not null,
                primary key (tenant_id, lexeme, chunk_id)
            );
            create index postings_by_chunk on postings (chunk_id);
            delete from documents;
            alter table chunks add column headline_weight real not null;
            alter table corpora enable row level security;
            alter table corpora force row level security;
            create policy corpora_tenant on corpora
                using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);
            alter table vocabulary enable row level security;
            alter table vocabulary force row level security;
            create policy vocabulary_tenant on vocabulary
                using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);
            alter table postings enable row level security;
            alter table postings force row level security;
            create policy postings_tenant on postings
                using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);
            """
        );
}
