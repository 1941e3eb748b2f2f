-- What tenants have set. A section nobody changed has no row: the defaults are the code's.
create table settings (
    tenant_id uuid not null,
    section text not null,
    version bigint not null,
    body jsonb not null,
    updated_at timestamptz not null,
    primary key (tenant_id, section)
);

-- Who changed what and when; written together with the change, never changed.
create table settings_changes (
    tenant_id uuid not null,
    id uuid not null,
    section text not null,
    version bigint not null,
    changed_at timestamptz not null,
    -- As PrincipalKind.
    actor_kind smallint not null,
    actor_id text not null,
    actor_name text not null,
    changes jsonb not null,
    primary key (tenant_id, id)
);

alter table settings enable row level security;
alter table settings force row level security;
create policy tenant_isolation on settings
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

alter table settings_changes enable row level security;
alter table settings_changes force row level security;
create policy tenant_isolation on settings_changes
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on settings to chat_sessions;
grant select, insert on settings_changes to chat_sessions;
