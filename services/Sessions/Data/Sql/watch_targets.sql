-- As before (sla.sql), and what people begin to answer again is watched anew: what was missed before is no longer known.
create or replace function watch_sla() returns trigger
language plpgsql security definer set search_path = public as $$
begin
    insert into sla_watch as w (tenant_id, conversation_id, check_at)
    values (new.tenant_id, new.id, clock_timestamp())
    on conflict (tenant_id, conversation_id) do update
    set check_at = least(w.check_at, excluded.check_at),
        first_response_missed = w.first_response_missed and old.status in (3, 4, 5),
        resolution_missed = w.resolution_missed and old.status in (3, 4, 5);
    return null;
end
$$;

-- Another priority has other targets.
drop trigger conversations_sla on conversations;
create trigger conversations_sla after update of status, priority on conversations
    for each row when (
        (old.status <> new.status and new.status in (3, 4, 5, 6))
        or (old.priority <> new.priority and new.status in (3, 4, 5)))
    execute function watch_sla();

-- Other targets, or other hours, hold for what people answer already. After some moments: whoever judges it must have
-- heard of the change.
create function watch_changed_sla() returns trigger
language plpgsql security definer set search_path = public as $$
begin
    insert into sla_watch as w (tenant_id, conversation_id, check_at)
    select c.tenant_id, c.id, clock_timestamp() + interval '10 seconds'
    from conversations c
    where c.tenant_id = new.tenant_id and c.status in (3, 4, 5)
      and exists (
        select from settings s
        where s.tenant_id = new.tenant_id and s.section = 'sla' and s.body ->> 'enabled' = 'true')
    on conflict (tenant_id, conversation_id) do update set check_at = least(w.check_at, excluded.check_at);
    return null;
end
$$;
revoke all on function watch_changed_sla from public;
create trigger settings_sla after insert or update on settings
    for each row when (new.section in ('sla', 'businessHours')) execute function watch_changed_sla();
