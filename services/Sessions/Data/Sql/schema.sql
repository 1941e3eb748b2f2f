-- Tables of the service. Every tenant table has forced row-level security: whoever queries without the tenant set
-- in the transaction sees nothing, the owner of the tables included.

create table tenants (
    id uuid primary key,
    slug text not null unique,
    name text not null,
    created_at timestamptz not null default now()
);

create table api_keys (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    kind smallint not null,
    name text not null,
    -- SHA-256 of the whole key; the key itself is never stored.
    hash bytea not null unique,
    -- Its last four characters, so that people can tell keys apart.
    hint text not null,
    allowed_origins text[] not null default '{}',
    created_at timestamptz not null default now(),
    last_used_at timestamptz null,
    expires_at timestamptz null,
    revoked_at timestamptz null,
    -- Set on the keys that come from configuration: which one it is.
    configured_as text null,
    idempotency_key text null
);
create unique index api_keys_idempotency on api_keys (tenant_id, idempotency_key) where idempotency_key is not null;
create index api_keys_listing on api_keys (tenant_id, id);

create table conversations (
    tenant_id uuid not null,
    id uuid not null,
    external_id text null,
    owner_kind smallint not null,
    owner_id text not null,
    owner_name text not null,
    mode smallint not null,
    status smallint not null,
    epoch bigint not null,
    last_sequence bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- The single-speaker lease (Speaking/README.md).
    lease_fence bigint not null default 0,
    lease_reply_id uuid null,
    lease_expires_at timestamptz null,
    -- Why the holder should stop; it learns with its next renewal at the latest.
    lease_stop text null,
    -- The reply a human cut off by taking over: it may be stored once, as interrupted.
    cut_reply_id uuid null,
    primary key (tenant_id, id)
)
-- Each message updates its conversation: room on the page keeps these updates out of the indexes.
with (fillfactor = 70);
create unique index conversations_external on conversations (tenant_id, external_id) where external_id is not null;
create index conversations_owner on conversations (tenant_id, owner_id, id);

-- No foreign key to conversations: append_message is the only writer and holds the conversation's row; the check
-- would cost a trigger and a row lock per message.
create table messages (
    tenant_id uuid not null,
    conversation_id uuid not null,
    sequence bigint not null,
    id uuid not null,
    author_kind smallint not null,
    author_id text not null,
    author_name text not null,
    body text not null,
    created_at timestamptz not null,
    client_message_id text null,
    state smallint not null,
    interruption_reason text null,
    in_reply_to uuid null,
    citations jsonb null,
    usage jsonb null,
    primary key (conversation_id, sequence)
);
create unique index messages_client on messages (conversation_id, client_message_id)
    where client_message_id is not null;

alter table tenants enable row level security;
alter table tenants force row level security;
create policy tenant_isolation on tenants
    using (id = nullif(current_setting('chat.tenant', true), '')::uuid);

alter table api_keys enable row level security;
alter table api_keys force row level security;
create policy tenant_isolation on api_keys
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

alter table conversations enable row level security;
alter table conversations force row level security;
create policy tenant_isolation on conversations
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

alter table messages enable row level security;
alter table messages force row level security;
create policy tenant_isolation on messages
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on tenants, api_keys, conversations, messages to chat_sessions;
