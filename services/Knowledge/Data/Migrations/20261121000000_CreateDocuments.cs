using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chat.Knowledge.Data.Migrations;

[DbContext(typeof(KnowledgeDbContext))]
[Migration("20261121000000_CreateDocuments")]
internal sealed class CreateDocuments : Migration
{
    private static readonly string[] Tables = ["documents", "chunks", "postings", "vocabulary", "corpora"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            create extension if not exists pg_trgm;
            create table documents (
                id uuid primary key,
                tenant_id uuid not null,
                key text not null,
                kind smallint not null,
                title text not null,
                url text not null,
                question text not null,
                content_hash bytea not null,
                created_at timestamptz not null default now(),
                unique (tenant_id, key)
            );
            create table chunks (
                id uuid primary key,
                tenant_id uuid not null,
                document_id uuid not null references documents (id) on delete cascade,
                ordinal integer not null,
                text text not null,
                headline_weight real not null
            );
            create index chunks_by_document on chunks (document_id, ordinal);
            create table postings (
                tenant_id uuid not null,
                lexeme text collate "C" not null,
                chunk_id uuid not null references chunks (id) on delete cascade,
                strength real not null,
                headline boolean not null,
                primary key (tenant_id, lexeme, chunk_id)
            );
            create index postings_by_chunk on postings (chunk_id);
            create table vocabulary (
                tenant_id uuid not null,
                initial text collate "C" not null,
                lexeme text collate "C" not null,
                chunks bigint not null,
                primary key (tenant_id, lexeme)
            );
            create index vocabulary_by_initial on vocabulary (tenant_id, initial);
            create table corpora (
                tenant_id uuid primary key,
                documents bigint not null,
                chunks bigint not null
            );
            """
        );
        foreach (var table in Tables)
        {
            migrationBuilder.Sql(
                $"""
                alter table {table} enable row level security;
                alter table {table} force row level security;
                create policy {table}_tenant on {table}
                    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);
                """
            );
        }
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var table in Tables.Reverse())
        {
            migrationBuilder.Sql($"drop table {table};");
        }
    }
}
