-- What agents say often.
create table canned_responses (
    tenant_id uuid not null,
    id uuid not null,
    title text not null,
    body text not null,
    category text not null,
    -- Null: none.
    shortcut text null,
    position int not null,
    active boolean not null,
    version bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- Who made it: an agent or a secret key.
    created_by text not null,
    idempotency_key text null,
    primary key (tenant_id, id)
);
create unique index canned_responses_shortcut on canned_responses (tenant_id, lower(shortcut))
    where shortcut is not null;
create unique index canned_responses_idempotency on canned_responses (tenant_id, idempotency_key)
    where idempotency_key is not null;
create index canned_responses_order on canned_responses (tenant_id, position, id);

alter table canned_responses enable row level security;
alter table canned_responses force row level security;
create policy tenant_isolation on canned_responses
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on canned_responses to chat_sessions;
