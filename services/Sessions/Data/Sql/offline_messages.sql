-- What visitors left while nobody was there.
create table offline_messages (
    tenant_id uuid not null,
    id uuid not null,
    -- As AuthorKind; null: nobody with a token.
    sender_kind smallint null,
    sender_id text null,
    name text not null,
    email text not null,
    phone text not null,
    subject text not null,
    body text not null,
    page_url text not null,
    fields jsonb not null,
    left_at timestamptz not null,
    handled_at timestamptz null,
    -- Who did: an agent or a secret key.
    handled_by text null,
    idempotency_key text null,
    -- SHA-256 of what was sent with the key: another text under it is a mistake, or somebody else's.
    request_hash bytea null,
    primary key (tenant_id, id)
);
create unique index offline_messages_idempotency on offline_messages (tenant_id, idempotency_key)
    where idempotency_key is not null;
create index offline_messages_open on offline_messages (tenant_id, id) where handled_at is null;

alter table offline_messages enable row level security;
alter table offline_messages force row level security;
create policy tenant_isolation on offline_messages
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on offline_messages to chat_sessions;
