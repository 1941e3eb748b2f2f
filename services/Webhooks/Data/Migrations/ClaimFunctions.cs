namespace Chat.Webhooks.Data.Migrations;

/// <summary>Claims that are renewed; see <see cref="DispatchFunctions"/> for why such functions exist.</summary>
internal static class ClaimFunctions
{
    public const string Up = """
        -- Lengthens claims from now on, and with the claim of a probe its hold on the circuit. Returns the deliveries whose
        -- claim holds; not those that another instance has taken over, nor those whose result is being stored just now.
        -- Deliveries before subscriptions, as record_attempts locks them.
        create function renew_claims(p_ids uuid[], p_claims uuid[], p_lease interval) returns uuid[]
        language plpgsql security definer set search_path = public, pg_temp as $$
        declare renewed uuid[];
        begin
            with held as (
                select d.id from unnest(p_ids, p_claims) as h(id, claim)
                join deliveries d on d.id = h.id and d.claim = h.claim and d.state = 1
                for update of d skip locked
            ),
            lengthened as (
                update deliveries d set due_at = clock_timestamp() + p_lease
                where d.id in (select h.id from held h)
                returning d.id
            )
            select coalesce(array_agg(l.id), '{}') into renewed from lengthened l;

            update subscriptions s set circuit_until = clock_timestamp() + p_lease
            where s.id in (select d.subscription_id from deliveries d where d.id = any (renewed))
              and s.circuit_probe = any (p_claims);
            return renewed;
        end $$;
        """;
}
