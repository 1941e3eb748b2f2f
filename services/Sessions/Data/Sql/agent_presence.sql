-- What others see of agents (Presence/README.md). These run as the tables' owner, past row-level security: a gateway
-- tells of agents of many tenants in one call, each by its tenant and id.

-- By the numbers of AgentStatus: nobody is more than offline who is kept out or not connected, and who chose to be
-- online is away while idle. Nothing known of its activity does not make an agent idle.
create function agent_status(
    p_chosen smallint, p_connected boolean, p_active boolean, p_last_activity timestamptz, p_idle interval)
returns smallint
language sql volatile as $$
    select case
        when not p_connected or not p_active then 4::smallint
        when p_chosen = 1 and p_last_activity < clock_timestamp() - p_idle then 2::smallint
        else p_chosen
    end
$$;

-- Takes in what is known of agents and answers whose status changed by it. Each array has one entry for each agent;
-- null in p_connected and p_chosen: as before. Activity is written twice a minute at most, unless more changes.
create function refresh_agents(
    p_tenants uuid[], p_agents uuid[], p_connected boolean[], p_active boolean[], p_chosen smallint[],
    p_idle interval[])
returns table (tenant_id uuid, agent_id uuid, status smallint, chosen smallint)
language sql security definer set search_path = public as $$
    with known as materialized (
        -- In one order, so that two gateways that know the same agents do not wait for each other in a circle.
        select a.tenant_id, a.id, a.status, a.is_connected, a.last_activity_at, a.chosen_status,
            a.is_active and a.deleted_at is null as may_work,
            coalesce(p.connected, a.is_connected) as connected,
            coalesce(p.chosen, a.chosen_status) as chosen,
            p.active or (p.connected and not a.is_connected) as active,
            p.idle
        from unnest(p_tenants, p_agents, p_connected, p_active, p_chosen, p_idle)
                as p(tenant_id, id, connected, active, chosen, idle)
            join agents a on a.tenant_id = p.tenant_id and a.id = p.id
        order by a.tenant_id, a.id
        for update of a
    ), next as materialized (
        select k.tenant_id, k.id, k.status, k.connected, k.chosen, n.last_activity_at,
            agent_status(k.chosen, k.connected, k.may_work, n.last_activity_at, k.idle) as next_status,
            k.connected <> k.is_connected or k.chosen <> k.chosen_status
                or (k.active and (k.last_activity_at is null
                    or k.last_activity_at < clock_timestamp() - interval '30 seconds')) as is_news
        from known k,
            lateral (select case when k.active then clock_timestamp() else k.last_activity_at end) as n(last_activity_at)
    ), changed as (
        update agents a
        set is_connected = n.connected, chosen_status = n.chosen, last_activity_at = n.last_activity_at,
            status = n.next_status
        from next n
        where a.tenant_id = n.tenant_id and a.id = n.id and (n.is_news or n.next_status <> n.status)
        returning a.tenant_id, a.id
    )
    select n.tenant_id, n.id, n.next_status, n.chosen
    from changed c join next n on n.tenant_id = c.tenant_id and n.id = c.id
    where n.next_status <> n.status
$$;

-- Everybody who is taken for connected.
create function connected_agents()
returns table (tenant_id uuid, agent_id uuid)
language sql stable security definer set search_path = public as $$
    select a.tenant_id, a.id from agents a where a.is_connected order by a.tenant_id, a.id
$$;
create index agents_connected on agents (tenant_id, id) where is_connected;

-- Which of these logins open nothing any more.
create function ended_logins(p_tenants uuid[], p_logins uuid[])
returns table (tenant_id uuid, login_id uuid)
language sql stable security definer set search_path = public as $$
    select p.tenant_id, p.login_id
    from unnest(p_tenants, p_logins) as p(tenant_id, login_id)
    where not exists (
        select from agent_logins l join agents a on a.tenant_id = l.tenant_id and a.id = l.agent_id
        where l.tenant_id = p.tenant_id and l.id = p.login_id and l.ended_at is null
          and l.expires_at > clock_timestamp() and a.is_active and a.deleted_at is null)
$$;

revoke all on function refresh_agents, connected_agents, ended_logins from public;
grant execute on function refresh_agents, connected_agents, ended_logins to chat_sessions;
