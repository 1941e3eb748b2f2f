-- How far everybody has got in a conversation: two marks for each participant instead of two times for each message.
create table conversation_receipts (
    tenant_id uuid not null,
    conversation_id uuid not null,
    kind smallint not null,
    subject text not null,
    delivered bigint not null,
    read bigint not null,
    updated_at timestamptz not null,
    primary key (tenant_id, conversation_id, kind, subject)
);

alter table conversation_receipts enable row level security;
alter table conversation_receipts force row level security;
create policy tenant_isolation on conversation_receipts
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on conversation_receipts to chat_sessions;
