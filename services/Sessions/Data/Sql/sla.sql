-- Since when people answer in a conversation; null: they do not. What targets count from.
alter table conversations add column with_people_since timestamptz null;

-- Conversations whose targets are watched. Messages write nothing here: the next moment at which a target can be missed
-- is known beforehand, and a message that comes later only moves it further away.
create table sla_watch (
    tenant_id uuid not null,
    conversation_id uuid not null,
    check_at timestamptz not null,
    first_response_missed boolean not null default false,
    resolution_missed boolean not null default false,
    -- Sequence of the customer's message whose answer was late; each counts once.
    next_response_missed bigint null,
    primary key (tenant_id, conversation_id)
);
create index sla_watch_due on sla_watch (check_at);
alter table sla_watch enable row level security;
alter table sla_watch force row level security;
create policy tenant_isolation on sla_watch
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);
grant select, insert, update, delete on sla_watch to chat_sessions;

-- People answer from here on, or not any more. Part of the change's own transaction.
create function watch_sla() returns trigger
language plpgsql security definer set search_path = public as $$
begin
    insert into sla_watch (tenant_id, conversation_id, check_at)
    values (new.tenant_id, new.id, clock_timestamp())
    on conflict (tenant_id, conversation_id) do update set check_at = least(sla_watch.check_at, excluded.check_at);
    return null;
end
$$;
create trigger conversations_people before update of status on conversations
    for each row when (old.status <> new.status) execute function note_people();
create trigger conversations_sla after update of status on conversations
    for each row when (old.status <> new.status and new.status in (3, 4, 5, 6)) execute function watch_sla();

-- What is due, of all tenants, for one instance at a time: the others take what is not locked. It is moved on at once, so
-- that an instance that dies over it delays it by a minute.
create function take_due_sla(p_limit int)
returns table (tenant_id uuid, conversation_id uuid, claimed timestamptz)
language sql security definer set search_path = public as $$
    update sla_watch w
    set check_at = clock_timestamp() + interval '1 minute'
    from (
        select s.tenant_id, s.conversation_id from sla_watch s
        where s.check_at <= clock_timestamp()
        order by s.check_at limit p_limit
        for update skip locked) as due
    where w.tenant_id = due.tenant_id and w.conversation_id = due.conversation_id
    returning w.tenant_id, w.conversation_id, w.check_at
$$;
revoke all on function take_due_sla, watch_sla from public;
grant execute on function take_due_sla to chat_sessions;
