-- What agents come in with. Apart from the agents, so that nothing that lists them touches a password.
create table agent_credentials (
    tenant_id uuid not null,
    agent_id uuid not null,
    -- As ASP.NET Core Identity writes it (PBKDF2, with salt and iterations in it). Null: nobody set one yet.
    password_hash text null,
    password_changed_at timestamptz null,
    -- SHA-256 of the one invitation that holds.
    invitation_hash bytea null,
    invitation_expires_at timestamptz null,
    primary key (tenant_id, agent_id),
    foreign key (tenant_id, agent_id) references agents (tenant_id, id)
);

-- One row for each login; its refresh tokens are numbered by generation and follow from the suite's key, so that
-- nothing here is of use to a thief.
create table agent_logins (
    tenant_id uuid not null,
    id uuid not null,
    agent_id uuid not null,
    generation int not null,
    created_at timestamptz not null,
    refreshed_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz null,
    primary key (tenant_id, id),
    foreign key (tenant_id, agent_id) references agents (tenant_id, id)
);
create index agent_logins_agent on agent_logins (tenant_id, agent_id);

alter table agent_credentials enable row level security;
alter table agent_credentials force row level security;
create policy tenant_isolation on agent_credentials
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

alter table agent_logins enable row level security;
alter table agent_logins force row level security;
create policy tenant_isolation on agent_logins
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on agent_credentials, agent_logins to chat_sessions;
