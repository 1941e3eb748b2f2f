namespace Chat.Webhooks.Data.Migrations;

/// <summary>Housekeeping that finds what is old by its index; see <see cref="DispatchFunctions"/> for why it exists.</summary>
internal static class SweepFunctions
{
    public const string Up = """
        -- As before, but the times are taken once: an index is no use for what is compared with a clock that goes on, and
        -- each sweep, once a minute, read every delivery there is.
        create or replace function sweep_deliveries(p_delivered interval, p_dead interval, p_limit int) returns int
        language plpgsql security definer set search_path = public, pg_temp as $$
        declare
            v_now timestamptz := clock_timestamp();
            touched int;
            total int := 0;
        begin
            if not pg_try_advisory_xact_lock(hashtext('webhooks.sweep_deliveries')) then
                return 0;
            end if;

            -- As an array: the planner, who cannot know how few are old, would read the whole table for a join.
            delete from deliveries where id = any (array(
                (select d.id from deliveries d
                 where d.state = 2 and d.finished_at < v_now - p_delivered order by d.finished_at limit p_limit)
                union all
                (select d.id from deliveries d
                 where d.state = 3 and d.finished_at < v_now - p_dead order by d.finished_at limit p_limit)
                limit p_limit));
            get diagnostics touched = row_count;
            total := total + touched;

            update deliveries set state = 3, last_error = 'subscription_disabled', finished_at = v_now
            where id = any (array(
                select d.id from subscriptions s join deliveries d on d.subscription_id = s.id and d.state = 1
                where s.disabled_at is not null and (d.claim is null or d.due_at < v_now)
                limit p_limit
                for update of d skip locked));
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
