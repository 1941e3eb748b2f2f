-- As before (agent_queue.sql), and of agents who were never online, too: what they are given counts like that of one who
-- left. Who may work again, without being there, begins a new grace time.
create or replace function note_vanished_agent() returns trigger
language plpgsql security definer set search_path = public as $$
begin
    if new.deleted_at is not null or not new.is_active then
        insert into vanished_agents (tenant_id, agent_id, since) values (new.tenant_id, new.id, '-infinity')
        on conflict (tenant_id, agent_id) do update set since = excluded.since;
    elsif new.status = 4 then
        insert into vanished_agents as known (tenant_id, agent_id, since)
        values (new.tenant_id, new.id, clock_timestamp())
        on conflict (tenant_id, agent_id) do update set since = excluded.since where known.since = '-infinity';
    else
        delete from vanished_agents where tenant_id = new.tenant_id and agent_id = new.id;
    end if;
    return null;
end
$$;
create trigger agents_starting after insert on agents for each row execute function note_vanished_agent();

insert into vanished_agents (tenant_id, agent_id, since)
select tenant_id, id, case when is_active and deleted_at is null then clock_timestamp() else '-infinity' end
from agents
where status = 4 or not is_active or deleted_at is not null
on conflict (tenant_id, agent_id) do nothing;
