namespace Chat.Webhooks.Data.Migrations;

/// <summary>Attempts judged by the address they went to; see <see cref="DispatchFunctions"/> for why such functions exist.</summary>
internal static class AddressFunctions
{
    public const string Up = """
        drop function record_attempts(
            uuid[], uuid[], int[], timestamptz[], int[], int[], text[], text[], interval[], int, interval, interval,
            interval);

        -- As before, but what came of an attempt at an address that is no longer the subscription's says nothing of the
        -- subscription, and is no failure of the delivery, which is due at once for the other address; a success is one.
        -- The address is looked at under the subscription's lock: it may change until then. Returns also who is gone.
        create function record_attempts(
            p_ids uuid[], p_claims uuid[], p_urls text[], p_outcomes int[], p_started timestamptz[], p_durations int[],
            p_statuses int[], p_errors text[], p_excerpts text[], p_delays interval[],
            p_threshold int, p_pause interval, p_max_pause interval, p_disable_after interval,
            out taken int, out opened uuid[], out disabled uuid[], out gone uuid[]
        ) language plpgsql security definer set search_path = public, pg_temp as $$
        declare
            h record;
            s subscriptions;
            at timestamptz := clock_timestamp();
        begin
            taken := 0; opened := '{}'; disabled := '{}'; gone := '{}';
            for h in
                with results as (
                    select * from unnest(p_ids, p_claims, p_urls, p_outcomes, p_started, p_durations, p_statuses,
                                         p_errors, p_excerpts, p_delays)
                        as r(id, claim, url, outcome, started_at, duration_ms, status, error, excerpt, delay)
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
                    returning d.id, d.tenant_id, d.subscription_id, d.attempt_count, r.claim, r.url, r.outcome,
                              r.started_at, r.duration_ms, r.status, r.error, r.excerpt
                ),
                attempts as (
                    insert into delivery_attempts
                        (delivery_id, number, tenant_id, started_at, duration_ms, status, error, excerpt)
                    select u.id, u.attempt_count, u.tenant_id, u.started_at, u.duration_ms, u.status, u.error, u.excerpt
                    from updated u where u.outcome <> 5
                )
                select u.subscription_id as id, u.url, count(*)::int as results,
                       bool_or(u.outcome = 2) as succeeded, bool_or(u.outcome = 4) as gone,
                       (count(*) filter (where u.outcome in (1, 3)))::int as failed,
                       array_agg(u.id) filter (where u.outcome in (1, 3, 4)) as failed_ids,
                       array_agg(u.claim) filter (where u.outcome in (1, 3)) as failed_claims,
                       array_agg(u.claim) filter (where u.outcome = 5) as released_claims
                from updated u group by u.subscription_id, u.url order by u.subscription_id, u.url
            loop
                taken := taken + h.results;
                if h.failed_ids is not null or not h.succeeded then
                    select t.* into s from subscriptions t where t.id = h.id for update;
                    if s.url <> h.url then
                        update deliveries d set state = 1, failures = d.failures - 1, due_at = at, finished_at = null
                        where d.id = any (h.failed_ids);
                        continue;
                    end if;
                end if;

                if h.succeeded and not h.gone then
                    -- Of a healthy endpoint nothing is written.
                    update subscriptions t set failures = 0, failing_since = null,
                        circuit_until = null, circuit_trips = 0, circuit_probe = null
                    where t.id = h.id and t.url = h.url and (t.failures > 0 or t.circuit_until is not null);
                    continue;
                end if;

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
                    gone := gone || s.id;
                elsif s.disabled_at is null and s.failures >= p_threshold
                    and s.failing_since <= at - p_disable_after then
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
        """;
}
