-- What makes the queue move: whoever is told looks at the tenant's queue and agents as they are then.
create function notify_routing() returns trigger
language plpgsql as $$
begin
    perform pg_notify('routing_changed', new.tenant_id::text);
    return null;
end
$$;

-- A message changes none of these columns and does not come here.
create trigger conversations_routing
    after update of status, assigned_agent_id, priority, team_id, department on conversations
    for each row when (
        old.status <> new.status or old.assigned_agent_id is distinct from new.assigned_agent_id
        or (new.status = 3 and (old.priority, old.team_id, old.department)
            is distinct from (new.priority, new.team_id, new.department)))
    execute function notify_routing();

create trigger agents_routing
    after update of status, capacity, is_active, deleted_at, skills, department, team_id, is_default on agents
    for each row when (
        (old.status, old.capacity, old.is_active, old.deleted_at, old.skills, old.department, old.team_id, old.is_default)
        is distinct from
        (new.status, new.capacity, new.is_active, new.deleted_at, new.skills, new.department, new.team_id, new.is_default))
    execute function notify_routing();
create trigger agents_joining after insert on agents for each row execute function notify_routing();

-- Who went offline or was kept out, and since when. Their conversations wait again after the tenant's grace time.
create table vanished_agents (
    tenant_id uuid not null,
    agent_id uuid not null,
    since timestamptz not null,
    primary key (tenant_id, agent_id)
);
alter table vanished_agents enable row level security;
alter table vanished_agents force row level security;
create policy tenant_isolation on vanished_agents
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);
grant select, insert, update, delete on vanished_agents to chat_sessions;

create function note_vanished_agent() returns trigger
language plpgsql security definer set search_path = public as $$
begin
    if new.deleted_at is not null or not new.is_active then
        insert into vanished_agents (tenant_id, agent_id, since) values (new.tenant_id, new.id, '-infinity')
        on conflict (tenant_id, agent_id) do update set since = excluded.since;
    elsif new.status = 4 then
        insert into vanished_agents (tenant_id, agent_id, since) values (new.tenant_id, new.id, clock_timestamp())
        on conflict (tenant_id, agent_id) do nothing;
    else
        delete from vanished_agents where tenant_id = new.tenant_id and agent_id = new.id;
    end if;
    return null;
end
$$;
create trigger agents_vanishing after update of status, is_active, deleted_at on agents
    for each row when (
        (old.status, old.is_active, old.deleted_at) is distinct from (new.status, new.is_active, new.deleted_at))
    execute function note_vanished_agent();

-- How long conversations last: the newest of them.
create index conversations_resolved on conversations (tenant_id, resolved_at desc) where resolved_at is not null;

-- One instance at a time looks after all tenants: the one that sets the time first.
create table routing_sweeps (
    only_row boolean primary key default true check (only_row),
    swept_at timestamptz not null default '-infinity'
);
insert into routing_sweeps default values;
grant select, update on routing_sweeps to chat_sessions;

-- Tenants in which something may be waiting for routing. Asked before any tenant is known.
create function tenants_to_route()
returns table (tenant_id uuid)
language sql stable security definer set search_path = public as $$
    select c.tenant_id from conversations c where c.status = 3
    union
    select c.tenant_id from conversations c where c.needs_human_at is not null
    union
    select v.tenant_id from vanished_agents v
    where exists (
        select from conversations c
        where c.tenant_id = v.tenant_id and c.assigned_agent_id = v.agent_id and c.status in (4, 5))
    limit 10000
$$;
revoke all on function tenants_to_route, note_vanished_agent from public;
grant execute on function tenants_to_route to chat_sessions;
