namespace Chat.Webhooks.Data.Migrations;

/// <summary>
/// What the dispatcher does over all tenants at once. Each function runs as its owner, past row-level security: these few
/// statements are the only ones that may, and none of them returns one tenant's rows to another.
/// </summary>
internal static class DispatchFunctions
{
    public const string Up = """
        -- Adds deliveries; the subscription must be the tenant's and switched on. Returns how many are new.
        create function add_deliveries(
            p_ids uuid[], p_tenants uuid[], p_subscriptions uuid[], p_events uuid[], p_types text[],
            p_conversations text[], p_sequences bigint[], p_bodies bytea[], p_trace_parents text[]
        ) returns int language plpgsql security definer set search_path = public, pg_temp as $$
        declare added int;
        begin
            insert into deliveries
                (id, tenant_id, subscription_id, event_id, event_type, conversation_id, sequence, body, trace_parent)
            select n.id, n.tenant_id, s.id, n.event_id, n.type, n.conversation_id, n.sequence, n.body, n.trace_parent
            from unnest(p_ids, p_tenants, p_subscriptions, p_events, p_types,
                        p_conversations, p_sequences, p_bodies, p_trace_parents)
                as n(id, tenant_id, subscription_id, event_id, type, conversation_id, sequence, body, trace_parent)
            join subscriptions s
                on s.id = n.subscription_id and s.tenant_id = n.tenant_id and s.disabled_at is null
            on conflict on constraint deliveries_once do nothing;
            get diagnostics added = row_count;
            return added;
        end $$;

        -- The earliest pending delivery of every subscription that has one: an index probe for each, however many wait.
        create function delivery_heads() returns table (subscription_id uuid, due_at timestamptz)
        language sql stable security definer rows 10 set search_path = public, pg_temp as $$
            with recursive heads as (
                (select d.subscription_id, d.due_at from deliveries d
                 where d.state = 1 order by d.subscription_id, d.due_at limit 1)
                union all
                select n.subscription_id, n.due_at from heads h cross join lateral
                    (select d.subscription_id, d.due_at from deliveries d
                     where d.state = 1 and d.subscription_id > h.subscription_id
                     order by d.subscription_id, d.due_at limit 1) n
            )
            select h.subscription_id, h.due_at from heads h
            join subscriptions s on s.id = h.subscription_id and s.disabled_at is null
        $$;

        create function next_delivery_due_in() returns interval
        language sql stable security definer set search_path = public, pg_temp as $$
            select min(due_at) - clock_timestamp() from delivery_heads()
        $$;

        -- 1. Subscriptions with something due and room left, the longest waiting first.
        -- 2. Of each, its oldest due deliveries; a first attempt waits while an earlier message of the same conversation
        --    has not had its own, retries wait for nobody and nobody waits for them.
        -- 3. They are this instance's until the lease ends: then they are simply due again.
        create function claim_deliveries(
            p_limit int, p_per_subscription int, p_busy uuid[], p_busy_counts int[], p_lease interval, p_claim uuid
        ) returns table (
            id uuid, subscription_id uuid, event_id uuid, event_type text, body bytea, trace_parent text,
            failures int, url text, secrets text[]
        ) language plpgsql security definer set search_path = public, pg_temp
        -- Compiling the plan takes a hundred times as long as running it.
        set jit = off as $$
        #variable_conflict use_column
        begin
            return query
            with open_subscriptions as (
                select h.subscription_id, p_per_subscription - coalesce(b.count, 0) as room
                from delivery_heads() h
                left join unnest(p_busy, p_busy_counts) as b(id, count) on b.id = h.subscription_id
                where h.due_at <= clock_timestamp() and p_per_subscription > coalesce(b.count, 0)
                order by h.due_at
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
                    order by d.due_at, d.sequence
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

        -- Outcomes: 1 retry, 2 delivered, 3 dead, 4 gone (dead, and the subscription off), 5 released (due at once).
        -- A result under an old claim is refused, but a success always counts while the delivery is pending.
        create function record_attempts(
            p_ids uuid[], p_claims uuid[], p_outcomes int[], p_started timestamptz[], p_durations int[],
            p_statuses int[], p_errors text[], p_excerpts text[], p_delays interval[]
        ) returns int language plpgsql security definer set search_path = public, pg_temp as $$
        declare taken int;
        begin
            with results as (
                select * from unnest(p_ids, p_claims, p_outcomes, p_started, p_durations, p_statuses, p_errors,
                                     p_excerpts, p_delays)
                    as r(id, claim, outcome, started_at, duration_ms, status, error, excerpt, delay)
            ),
            updated as (
                update deliveries d set
                    state = case r.outcome when 2 then 2 when 3 then 3 when 4 then 3 else 1 end,
                    attempt_count = d.attempt_count + case r.outcome when 5 then 0 else 1 end,
                    failures = d.failures + case when r.outcome in (2, 5) then 0 else 1 end,
                    due_at = clock_timestamp() + case r.outcome when 1 then r.delay else interval '0' end,
                    claim = null,
                    last_status = case r.outcome when 5 then d.last_status else r.status end,
                    last_error = case r.outcome when 5 then d.last_error else r.error end,
                    finished_at = case when r.outcome in (2, 3, 4) then clock_timestamp() end
                from results r
                where d.id = r.id and d.state = 1 and (d.claim = r.claim or r.outcome = 2)
                returning d.id, d.tenant_id, d.subscription_id, d.attempt_count, r.outcome, r.started_at,
                          r.duration_ms, r.status, r.error, r.excerpt
            ),
            attempts as (
                insert into delivery_attempts
                    (delivery_id, number, tenant_id, started_at, duration_ms, status, error, excerpt)
                select id, attempt_count, tenant_id, started_at, duration_ms, status, error, excerpt
                from updated where outcome <> 5
            ),
            gone as (
                update subscriptions s
                set disabled_at = clock_timestamp(), disabled_reason = 'gone', updated_at = clock_timestamp()
                where s.disabled_at is null and s.id in (select subscription_id from updated where outcome = 4)
            )
            select count(*) into taken from updated;
            return taken;
        end $$;
        """;
}
