namespace Chat.Webhooks.Data.Migrations;

/// <summary>
/// A circuit for each endpoint, and the dispatcher's functions that mind it; see <see cref="DispatchFunctions"/> for why
/// these exist. The circuit is in the database because it must hold over all instances.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>Closed (<c>circuit_until</c> null): each failure in a row halves how many attempts an instance makes at once; at
/// the threshold the circuit opens.</item>
/// <item>Open: its deliveries wait as if they were due at <c>circuit_until</c>; nothing is attempted, nothing given up.</item>
/// <item>Half-open (<c>circuit_until</c> has passed): the first instance that claims takes one delivery as the probe, and
/// holds the circuit for the claim's lease.</item>
/// <item>A success of any attempt closes the circuit; a failed probe opens it again for twice as long; a lost probe leaves
/// it half-open when the lease ends.</item>
/// <item>No success for the failure window: the subscription is switched off.</item>
/// </list>
/// </remarks>
internal static class CircuitFunctions
{
    public const string Up = """
        alter table subscriptions
            add column failures int not null default 0,
            add column failing_since timestamptz null,
            add column circuit_until timestamptz null,
            add column circuit_trips int not null default 0,
            add column circuit_probe uuid null;

        create or replace function delivery_heads() returns table (subscription_id uuid, due_at timestamptz)
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
            -- 2. What waits for a circuit is due when the circuit allows it.
            select h.subscription_id, greatest(h.due_at, s.circuit_until) from heads h
            join subscriptions s on s.id = h.subscription_id and s.disabled_at is null
        $$;

        -- As before, but for circuits: a broken one gives one delivery, to one instance.
        create or replace function claim_deliveries(
            p_limit int, p_per_subscription int, p_busy uuid[], p_busy_counts int[], p_lease interval, p_claim uuid
        ) returns table (
            id uuid, subscription_id uuid, event_id uuid, event_type text, body bytea, trace_parent text,
            failures int, url text, secrets text[]
        ) language plpgsql security definer set search_path = public, pg_temp
        set jit = off as $$
        #variable_conflict use_column
        begin
            return query
            with due as (
                select h.subscription_id, h.due_at, s.circuit_until is not null as broken,
                       -- 1.
                       greatest(1, p_per_subscription >> least(s.failures, 16)) - coalesce(b.count, 0) as room
                from delivery_heads() h
                join subscriptions s on s.id = h.subscription_id
                left join unnest(p_busy, p_busy_counts) as b(id, count) on b.id = h.subscription_id
                where h.due_at <= clock_timestamp()
            ),
            probes as (
                -- 3. Who comes second finds the time moved on and gets nothing.
                update subscriptions s set circuit_until = clock_timestamp() + p_lease, circuit_probe = p_claim
                where s.id = any (array(
                        select d.subscription_id from due d where d.broken order by d.due_at limit p_limit))
                  and s.circuit_until <= clock_timestamp()
                returning s.id
            ),
            open_subscriptions as (
                select d.subscription_id, d.broken, case when d.broken then 1 else d.room end as room
                from due d
                where case when d.broken then d.subscription_id in (select p.id from probes p) else d.room > 0 end
                order by d.broken desc, d.due_at
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
            where d.id = any (array(select p.id from picked p)) and s.id = d.subscription_id
            returning d.id, d.subscription_id, d.event_id, d.event_type, d.body, d.trace_parent,
                      d.failures, s.url, s.secrets;
        end $$;

        -- Outcomes: 1 retry, 2 delivered, 3 dead, 4 gone (dead, and the subscription off), 5 released (due at once).
        -- A result under an old claim is refused, but a success always counts while the delivery is pending.
        -- Returns how many results were taken, whose circuit opened, and who was switched off for failing too long.
        drop function record_attempts(
            uuid[], uuid[], int[], timestamptz[], int[], int[], text[], text[], interval[]);
        create function record_attempts(
            p_ids uuid[], p_claims uuid[], p_outcomes int[], p_started timestamptz[], p_durations int[],
            p_statuses int[], p_errors text[], p_excerpts text[], p_delays interval[],
            p_threshold int, p_pause interval, p_max_pause interval, p_disable_after interval,
            out taken int, out opened uuid[], out disabled uuid[]
        ) language plpgsql security definer set search_path = public, pg_temp as $$
        declare
            h record;
            s subscriptions;
            at timestamptz := clock_timestamp();
        begin
            taken := 0; opened := '{}'; disabled := '{}';
            for h in
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
                        due_at = at + case r.outcome when 1 then r.delay else interval '0' end,
                        claim = null,
                        last_status = case r.outcome when 5 then d.last_status else r.status end,
                        last_error = case r.outcome when 5 then d.last_error else r.error end,
                        finished_at = case when r.outcome in (2, 3, 4) then at end
                    from results r
                    where d.id = r.id and d.state = 1 and (d.claim = r.claim or r.outcome = 2)
                    returning d.id, d.tenant_id, d.subscription_id, d.attempt_count, r.claim, r.outcome, r.started_at,
                              r.duration_ms, r.status, r.error, r.excerpt
                ),
                attempts as (
                    insert into delivery_attempts
                        (delivery_id, number, tenant_id, started_at, duration_ms, status, error, excerpt)
                    select u.id, u.attempt_count, u.tenant_id, u.started_at, u.duration_ms, u.status, u.error, u.excerpt
                    from updated u where u.outcome <> 5
                )
                select u.subscription_id as id, count(*)::int as results,
                       bool_or(u.outcome = 2) as succeeded, bool_or(u.outcome = 4) as gone,
                       (count(*) filter (where u.outcome in (1, 3)))::int as failed,
                       array_agg(u.claim) filter (where u.outcome in (1, 3)) as failed_claims,
                       array_agg(u.claim) filter (where u.outcome = 5) as released_claims
                from updated u group by u.subscription_id order by u.subscription_id
            loop
                taken := taken + h.results;
                if h.succeeded and not h.gone then
                    -- 4. Of a healthy endpoint nothing is written.
                    update subscriptions t set failures = 0, failing_since = null,
                        circuit_until = null, circuit_trips = 0, circuit_probe = null
                    where t.id = h.id and (t.failures > 0 or t.circuit_until is not null);
                    continue;
                end if;

                select t.* into s from subscriptions t where t.id = h.id for update;
                if h.failed > 0 then
                    s.failures := s.failures + h.failed;
                    s.failing_since := coalesce(s.failing_since, at);
                end if;

                if s.circuit_until is null then
                    if s.failures >= p_threshold then
                        s.circuit_trips := 1;
                        s.circuit_until := at + p_pause;
                        opened := opened || s.id;
                    end if;
                elsif s.circuit_probe = any (h.failed_claims) then
                    s.circuit_until := at + least(p_max_pause, p_pause * power(2, least(s.circuit_trips, 20)));
                    s.circuit_trips := s.circuit_trips + 1;
                    s.circuit_probe := null;
                elsif s.circuit_probe = any (h.released_claims) then
                    s.circuit_until := at;
                    s.circuit_probe := null;
                end if;

                if s.disabled_at is null and h.gone then
                    s.disabled_at := at;
                    s.disabled_reason := 'gone';
                elsif s.disabled_at is null and s.failures >= p_threshold
                    and s.failing_since <= at - p_disable_after then -- 5
                    s.disabled_at := at;
                    s.disabled_reason := 'failing';
                    disabled := disabled || s.id;
                end if;

                update subscriptions t set failures = s.failures, failing_since = s.failing_since,
                    circuit_until = s.circuit_until, circuit_trips = s.circuit_trips, circuit_probe = s.circuit_probe,
                    disabled_at = s.disabled_at, disabled_reason = s.disabled_reason, updated_at = at
                where t.id = s.id;
            end loop;
        end $$;

        -- As before, but what is switched on again, or has another address, starts with a closed circuit.
        create or replace function sync_subscriptions(p_settings jsonb) returns int
        language plpgsql security definer set search_path = public, pg_temp as $$
        declare synced int;
        begin
            perform pg_advisory_xact_lock(hashtext('webhooks.sync_subscriptions'));
            update subscriptions s set failures = 0, failing_since = null,
                circuit_until = null, circuit_trips = 0, circuit_probe = null,
                disabled_at = null, disabled_reason = null, updated_at = clock_timestamp()
            from jsonb_to_recordset(p_settings) as c(id uuid, tenant_id uuid, url text)
            where s.id = c.id and s.tenant_id = c.tenant_id
              and (s.url <> c.url or s.disabled_reason = 'removed');

            insert into subscriptions as s (id, tenant_id, url, secrets, events, source)
            select c.id, c.tenant_id, c.url, c.secrets, c.events, 'configuration'
            from jsonb_to_recordset(p_settings)
                as c(id uuid, tenant_id uuid, url text, secrets text[], events text[])
            on conflict (id) do update set
                url = excluded.url, secrets = excluded.secrets, events = excluded.events, source = excluded.source,
                updated_at = clock_timestamp()
            where s.tenant_id = excluded.tenant_id;
            get diagnostics synced = row_count;

            update subscriptions
            set disabled_at = clock_timestamp(), disabled_reason = 'removed', updated_at = clock_timestamp()
            where source = 'configuration' and disabled_at is null
              and id not in (select (c ->> 'id')::uuid from jsonb_array_elements(p_settings) c);
            return synced;
        end $$;
        """;
}
