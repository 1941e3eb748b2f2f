namespace Chat.Webhooks.Data.Migrations;

/// <summary>Subscriptions and housekeeping over all tenants; see <see cref="DispatchFunctions"/> for why these exist.</summary>
internal static class SubscriptionFunctions
{
    public const string Up = """
        -- Makes the configured subscriptions what p_settings says and switches off those that are no longer in it.
        -- A changed address, or coming back, switches on again what was off. Ids of another tenant are left alone.
        -- Returns how many of p_settings are in force as asked.
        create function sync_subscriptions(p_settings jsonb) returns int
        language plpgsql security definer set search_path = public, pg_temp as $$
        declare synced int;
        begin
            -- Instances that start together take turns.
            perform pg_advisory_xact_lock(hashtext('webhooks.sync_subscriptions'));
            insert into subscriptions as s (id, tenant_id, url, secrets, events, source)
            select c.id, c.tenant_id, c.url, c.secrets, c.events, 'configuration'
            from jsonb_to_recordset(p_settings)
                as c(id uuid, tenant_id uuid, url text, secrets text[], events text[])
            on conflict (id) do update set
                url = excluded.url, secrets = excluded.secrets, events = excluded.events, source = excluded.source,
                disabled_at = case when s.url <> excluded.url or s.disabled_reason = 'removed'
                    then null else s.disabled_at end,
                disabled_reason = case when s.url <> excluded.url or s.disabled_reason = 'removed'
                    then null else s.disabled_reason end,
                updated_at = clock_timestamp()
            where s.tenant_id = excluded.tenant_id;
            get diagnostics synced = row_count;

            update subscriptions
            set disabled_at = clock_timestamp(), disabled_reason = 'removed', updated_at = clock_timestamp()
            where source = 'configuration' and disabled_at is null
              and id not in (select (c ->> 'id')::uuid from jsonb_array_elements(p_settings) c);
            return synced;
        end $$;

        -- What the choice of deliveries needs to know, without addresses and secrets.
        create function active_subscriptions() returns table (id uuid, tenant_id uuid, events text[])
        language sql stable security definer set search_path = public, pg_temp as $$
            select s.id, s.tenant_id, s.events from subscriptions s where s.disabled_at is null
        $$;

        -- Deletes what was finished long enough ago and gives up what waits for a subscription that is off; at most
        -- p_limit rows of each. One instance at a time; the others get 0. Returns how many rows were touched.
        create function sweep_deliveries(p_delivered interval, p_dead interval, p_limit int) returns int
        language plpgsql security definer set search_path = public, pg_temp as $$
        declare touched int; total int := 0;
        begin
            if not pg_try_advisory_xact_lock(hashtext('webhooks.sweep_deliveries')) then
                return 0;
            end if;

            delete from deliveries where id in (
                select id from deliveries
                where (state = 2 and finished_at < clock_timestamp() - p_delivered)
                   or (state = 3 and finished_at < clock_timestamp() - p_dead)
                limit p_limit);
            get diagnostics touched = row_count;
            total := total + touched;

            -- An attempt under way keeps its claim and its say.
            update deliveries set state = 3, last_error = 'subscription_disabled', finished_at = clock_timestamp()
            where id in (
                select d.id from subscriptions s join deliveries d on d.subscription_id = s.id and d.state = 1
                where s.disabled_at is not null and (d.claim is null or d.due_at < clock_timestamp())
                limit p_limit
                for update of d skip locked);
            get diagnostics touched = row_count;
            return total + touched;
        end $$;
        """;
}
