-- What visitors leave. No foreign key to conversations: they are never deleted, and the writing statement looks for it.
create table leads (
    tenant_id uuid not null,
    id uuid not null,
    conversation_id uuid not null,
    -- What makes a repeated capture known.
    tool_call_id text not null,
    name text not null,
    email text not null,
    company text not null,
    phone text not null,
    project_details text not null,
    source text not null,
    captured_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index leads_call on leads (tenant_id, conversation_id, tool_call_id);

alter table leads enable row level security;
alter table leads force row level security;
create policy tenant_isolation on leads
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on leads to chat_sessions;
