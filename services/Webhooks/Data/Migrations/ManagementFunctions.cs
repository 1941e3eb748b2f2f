namespace Chat.Webhooks.Data.Migrations;

/// <summary>
/// Formats, and subscriptions that tenants make themselves; see <see cref="DispatchFunctions"/> for why the functions exist.
/// A deleted one stays for the sake of its deliveries, switched off and without secrets, until those are gone.
/// </summary>
internal static class ManagementFunctions
{
    public const string Up = """
        alter table subscriptions
            add column format text not null default 'standard' check (format in ('standard', 'chatcops')),
            add column deleted_at timestamptz null,
            add column idempotency_key text null;
        create unique index subscriptions_idempotency on subscriptions (tenant_id, idempotency_key)
            where idempotency_key is not null;

        drop function active_subscriptions();
        create function active_subscriptions() returns table (id uuid, tenant_id uuid, format text, events text[])
        language sql stable security definer set search_path = public, pg_temp as $$
            select s.id, s.tenant_id, s.format, s.events from subscriptions s where s.disabled_at is null
        $$;

        -- As before, with formats.
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

            insert into subscriptions as s (id, tenant_id, url, secrets, events, format, source)
            select c.id, c.tenant_id, c.url, c.secrets, c.events, c.format, 'configuration'
            from jsonb_to_recordset(p_settings)
                as c(id uuid, tenant_id uuid, url text, secrets text[], events text[], format text)
            on conflict (id) do update set
                url = excluded.url, secrets = excluded.secrets, events = excluded.events, format = excluded.format,
                source = excluded.source, updated_at = clock_timestamp()
            where s.tenant_id = excluded.tenant_id and s.source = 'configuration';
            get diagnostics synced = row_count;

            update subscriptions
            set disabled_at = clock_timestamp(), disabled_reason = 'removed', updated_at = clock_timestamp()
            where source = 'configuration' and disabled_at is null
              and id not in (select (c ->> 'id')::uuid from jsonb_array_elements(p_settings) c);
            return synced;
        end $$;

        -- As before, and forgets deleted subscriptions that have no delivery left.
        create or replace function sweep_deliveries(p_delivered interval, p_dead interval, p_limit int) returns int
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

            update deliveries set state = 3, last_error = 'subscription_disabled', finished_at = clock_timestamp()
            where id in (
                select d.id from subscriptions s join deliveries d on d.subscription_id = s.id and d.state = 1
                where s.disabled_at is not null and (d.claim is null or d.due_at < clock_timestamp())
                limit p_limit
                for update of d skip locked);
            get diagnostics touched = row_count;
            total := total + touched;

            delete from subscriptions s where s.id in (
                select s.id from subscriptions s
                where s.deleted_at is not null
                  and not exists (select from deliveries d where d.subscription_id = s.id)
                limit p_limit
                for update skip locked);
            get diagnostics touched = row_count;
            return total + touched;
        end $$;
        """;
}
