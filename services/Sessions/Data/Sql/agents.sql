-- The people who work for a tenant. Who left stays as a row (deleted_at), because transcripts name them.
create table agents (
    tenant_id uuid not null,
    id uuid not null,
    email text not null,
    name text not null,
    avatar_url text null,
    -- 1 agent, 2 manager, 3 admin.
    role smallint not null,
    title text null,
    capacity smallint not null,
    skills text[] not null,
    department text null,
    level smallint not null,
    parent_id uuid null,
    team_id uuid null,
    -- 1 internal, 2 public.
    visibility smallint not null,
    is_active boolean not null,
    -- 0 none, 1 ai, 2 manual.
    mode_override smallint not null,
    ai_enabled boolean not null,
    auto_accept boolean not null,
    is_default boolean not null,
    -- What the agent chose: 1 online, 2 away, 3 busy, 4 offline.
    chosen_status smallint not null,
    -- What others see, by the same numbers: the choice, while connected and not idle (agent_presence.sql).
    status smallint not null default 4,
    is_connected boolean not null default false,
    last_activity_at timestamptz null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    deleted_at timestamptz null,
    -- The ETag: counts changes made by people, not those of presence.
    version bigint not null,
    idempotency_key text null,
    primary key (tenant_id, id),
    foreign key (tenant_id, parent_id) references agents (tenant_id, id)
)
-- Presence updates often what no index holds: room on the page keeps these updates out of the indexes.
with (fillfactor = 80);
create unique index agents_email on agents (tenant_id, lower(email)) where deleted_at is null;
create unique index agents_default on agents (tenant_id) where is_default and deleted_at is null;
create unique index agents_idempotency on agents (tenant_id, idempotency_key) where idempotency_key is not null;
create index agents_reports on agents (tenant_id, parent_id) where parent_id is not null and deleted_at is null;
create index agents_team on agents (tenant_id, team_id) where team_id is not null and deleted_at is null;

alter table agents enable row level security;
alter table agents force row level security;
create policy tenant_isolation on agents
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on agents to chat_sessions;
