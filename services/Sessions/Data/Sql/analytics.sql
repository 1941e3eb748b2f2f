-- What happened, counted per tenant and UTC day (Analytics/). The counts live on when conversations are gone.

-- Whether the tenant's events are counted.
alter table tenants add column analytics boolean not null default true;

create table analytics_days (
    tenant_id uuid not null,
    day date not null,
    -- 1 conversation:started, 2 message:sent, 3 message:received, 4 lead:captured.
    kind smallint not null,
    count bigint not null,
    primary key (tenant_id, day, kind)
)
-- A few rows that each batch updates: room for their versions keeps these updates out of the index.
with (fillfactor = 20);

alter table analytics_days enable row level security;
alter table analytics_days force row level security;
create policy tenant_isolation on analytics_days
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

-- Counts events, each once for ever: which were counted is remembered in the same transaction. Tenants, ids and counters
-- are taken in one order everywhere, so that two instances never wait for each other in a circle.
-- Returns how many were new and wanted.
create function count_events(p_ids uuid[], p_tenants uuid[], p_days date[], p_kinds smallint[])
returns int
language plpgsql volatile as $$
declare
    v_tenant uuid;
    v_new int;
    v_total int := 0;
begin
    for v_tenant in select distinct t from unnest(p_tenants) as t order by 1 loop
        perform set_config('chat.tenant', v_tenant::text, true);
        if not coalesce((select t.analytics from tenants t where t.id = v_tenant), true) then
            continue;
        end if;

        with events as (
            select distinct e.id, e.day, e.kind
            from unnest(p_ids, p_tenants, p_days, p_kinds) as e(id, tenant_id, day, kind)
            where e.tenant_id = v_tenant
        ),
        fresh as (
            insert into inbox (consumer, event_id)
            select 'analytics', e.id from events e order by e.id
            on conflict do nothing
            returning event_id
        ),
        counted as (
            insert into analytics_days as d (tenant_id, day, kind, count)
            select v_tenant, e.day, e.kind, count(*)
            from events e join fresh f on f.event_id = e.id
            group by e.day, e.kind
            order by e.day, e.kind
            on conflict (tenant_id, day, kind) do update set count = d.count + excluded.count
        )
        select count(*) into v_new from fresh;
        v_total := v_total + v_new;
    end loop;
    return v_total;
end
$$;
revoke all on function count_events from public;
