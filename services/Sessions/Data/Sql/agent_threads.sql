-- What agents write to each other, apart from the conversations with customers.
create table agent_threads (
    tenant_id uuid not null,
    id uuid not null,
    title text null,
    -- Of a direct one: both members, the smaller id first. Two agents have one.
    first_id uuid null,
    second_id uuid null,
    created_by uuid not null,
    idempotency_key text null,
    last_sequence bigint not null default 0,
    created_at timestamptz not null,
    last_activity_at timestamptz not null,
    primary key (tenant_id, id)
);
create unique index agent_threads_direct on agent_threads (tenant_id, first_id, second_id) where first_id is not null;
create unique index agent_threads_idempotency on agent_threads (tenant_id, created_by, idempotency_key)
    where idempotency_key is not null;

create table agent_thread_members (
    tenant_id uuid not null,
    agent_id uuid not null,
    thread_id uuid not null,
    -- The last sequence the member has seen.
    read bigint not null default 0,
    primary key (tenant_id, agent_id, thread_id)
);
create index agent_thread_members_thread on agent_thread_members (tenant_id, thread_id);

create table agent_messages (
    tenant_id uuid not null,
    thread_id uuid not null,
    sequence bigint not null,
    id uuid not null,
    agent_id uuid not null,
    body text not null,
    created_at timestamptz not null,
    client_message_id text null,
    primary key (tenant_id, thread_id, sequence)
);
create unique index agent_messages_client on agent_messages (tenant_id, thread_id, agent_id, client_message_id)
    where client_message_id is not null;

alter table agent_threads enable row level security;
alter table agent_threads force row level security;
create policy tenant_isolation on agent_threads
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

alter table agent_thread_members enable row level security;
alter table agent_thread_members force row level security;
create policy tenant_isolation on agent_thread_members
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

alter table agent_messages enable row level security;
alter table agent_messages force row level security;
create policy tenant_isolation on agent_messages
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on agent_threads, agent_thread_members, agent_messages to chat_sessions;
