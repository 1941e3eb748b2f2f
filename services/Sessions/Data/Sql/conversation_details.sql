-- Conversations begun without a message, and tags.

-- A hash of who began it and their Idempotency-Key.
alter table conversations add column idempotency bytea null;
create unique index conversations_idempotency on conversations (tenant_id, idempotency)
    where idempotency is not null;

-- Which conversations have a tag: conversations.tags the other way round, written with it.
create table conversation_tags (
    tenant_id uuid not null,
    tag text not null,
    conversation_id uuid not null,
    primary key (tenant_id, tag, conversation_id)
);

alter table conversation_tags enable row level security;
alter table conversation_tags force row level security;
create policy tenant_isolation on conversation_tags
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on conversation_tags to chat_sessions;
