namespace Chat.Webhooks.Data.Migrations;

/// <summary>Attempts shared out between tenants; see <see cref="DispatchFunctions"/> for why such functions exist.</summary>
internal static class ShareFunctions
{
    public const string Up = """
        drop function claim_deliveries(int, int, uuid[], int[], interval, uuid);

        -- 1. What is due, with the room its subscription has; a broken circuit gives one delivery, the probe.
        -- 2. Ahead of each: the attempts its tenant has under way, and what stands before it of the same tenant. Who has
        --    least ahead goes first, then who waits longest; a tenant gets no more than its share, so that endpoints which
        --    take long, be they many, hold up nobody else's.
        -- 3. Who comes second for a probe finds the time moved on and gets nothing.
        -- 4. Of each subscription its oldest due deliveries; a first attempt waits while an earlier message of the same
        --    conversation has not had its own, retries wait for nobody and nobody waits for them.
        create function claim_deliveries(
            p_limit int, p_per_tenant int, p_per_subscription int, p_busy uuid[], p_busy_counts int[], p_lease interval,
            p_claim uuid
        ) returns table (
            id uuid, subscription_id uuid, event_id uuid, event_type text, body bytea, trace_parent text,
            failures int, url text, secrets text[]
        ) language plpgsql security definer set search_path = public, pg_temp
        set jit = off as $$
        #variable_conflict use_column
        begin
            return query
            with busy as (
                select b.id, b.count, s.tenant_id
                from unnest(p_busy, p_busy_counts) as b(id, count) join subscriptions s on s.id = b.id
            ),
            busy_tenants as (
                select b.tenant_id, sum(b.count)::int as count from busy b group by b.tenant_id
            ),
            due as (
                select h.subscription_id, h.due_at, s.tenant_id, s.circuit_until is not null as broken,
                       case when s.circuit_until is not null then 1
                            else greatest(1, p_per_subscription >> least(s.failures, 16)) - coalesce(b.count, 0)
                       end as room -- 1
                from delivery_heads() h
                join subscriptions s on s.id = h.subscription_id
                left join busy b on b.id = h.subscription_id
                where h.due_at <= clock_timestamp()
            ),
            shares as (
                select d.subscription_id, d.due_at, d.broken, d.room,
                       coalesce(t.count, 0) + (sum(d.room) over (
                           partition by d.tenant_id order by d.broken desc, d.due_at, d.subscription_id))::int - d.room
                           as ahead -- 2
                from due d left join busy_tenants t on t.tenant_id = d.tenant_id
                where d.room > 0
            ),
            probes as (
                update subscriptions s set circuit_until = clock_timestamp() + p_lease, circuit_probe = p_claim
                where s.id = any (array(
                        select h.subscription_id from shares h where h.broken and h.ahead < p_per_tenant
                        order by h.ahead, h.due_at limit p_limit))
                  and s.circuit_until <= clock_timestamp() -- 3
                returning s.id
            ),
            open_subscriptions as (
                select h.subscription_id, least(h.room, p_per_tenant - h.ahead) as room
                from shares h
                where h.ahead < p_per_tenant and (not h.broken or h.subscription_id in (select p.id from probes p))
                order by h.broken desc, h.ahead, h.due_at
            ),
            picked as (
                select candidate.id
                from open_subscriptions o cross join lateral (
                    select d.id from deliveries d
                    where d.subscription_id = o.subscription_id and d.state = 1 and d.due_at <= clock_timestamp()
                      and (d.attempt_count > 0 or not exists (
                          select 1 from deliveries e
                          where e.subscription_id = d.subscription_id and e.conversation_id = d.conversation_id
                            and e.sequence < d.sequence and e.state = 1 and e.attempt_count = 0))
                    order by d.due_at, d.sequence -- 4
                    limit o.room
                    for update skip locked
                ) candidate
                limit p_limit
            )
            update deliveries d
            set due_at = clock_timestamp() + p_lease, claim = p_claim
            from subscriptions s
            -- As an array: the planner, who cannot know how few are picked, would read the whole table for a join.
            where d.id = any (array(select p.id from picked p)) and s.id = d.subscription_id
            returning d.id, d.subscription_id, d.event_id, d.event_type, d.body, d.trace_parent,
                      d.failures, s.url, s.secrets;
        end $$;
        """;
}
