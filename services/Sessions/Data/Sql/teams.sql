-- Teams of agents. A team that is deleted lets its members go; they stay agents.
create table teams (
    tenant_id uuid not null,
    id uuid not null,
    name text not null,
    description text null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version bigint not null,
    idempotency_key text null,
    primary key (tenant_id, id)
);
create unique index teams_name on teams (tenant_id, lower(name));
create unique index teams_idempotency on teams (tenant_id, idempotency_key) where idempotency_key is not null;

alter table agents add constraint agents_team_id foreign key (tenant_id, team_id) references teams (tenant_id, id);

alter table teams enable row level security;
alter table teams force row level security;
create policy tenant_isolation on teams
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on teams to chat_sessions;
