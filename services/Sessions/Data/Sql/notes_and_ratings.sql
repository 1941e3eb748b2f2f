-- What agents write to each other about a conversation. It survives every transfer.
create table conversation_notes (
    tenant_id uuid not null,
    conversation_id uuid not null,
    id uuid not null,
    -- Empty for the company's backend.
    author_id text not null,
    author_name text not null,
    body text not null,
    created_at timestamptz not null,
    edited_at timestamptz null,
    idempotency_key text null,
    primary key (tenant_id, conversation_id, id)
);
create unique index conversation_notes_idempotency
    on conversation_notes (tenant_id, conversation_id, author_id, idempotency_key) where idempotency_key is not null;

alter table conversation_notes enable row level security;
alter table conversation_notes force row level security;
create policy tenant_isolation on conversation_notes
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

-- What the customer thinks of it; one for each conversation.
create table conversation_ratings (
    tenant_id uuid not null,
    conversation_id uuid not null,
    -- 0 legacy (1 to 5), 1 thumbs, 2 stars, 3 emoji.
    type smallint not null,
    value smallint not null,
    follow_up text[] not null,
    comment text null,
    -- Who had the conversation when it was rated.
    agent_id uuid null,
    rated_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, conversation_id)
);

alter table conversation_ratings enable row level security;
alter table conversation_ratings force row level security;
create policy tenant_isolation on conversation_ratings
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on conversation_notes, conversation_ratings to chat_sessions;
