-- As before (auto_accept.sql), and when the AI may answer beside an agent, or may not any more.
drop trigger agents_routing on agents;
create trigger agents_routing
    after update of status, capacity, is_active, deleted_at, skills, department, team_id, is_default, auto_accept,
        mode_override, ai_enabled
    on agents
    for each row when (
        (old.status, old.capacity, old.is_active, old.deleted_at, old.skills, old.department, old.team_id,
            old.is_default, old.auto_accept, old.mode_override, old.ai_enabled)
        is distinct from
        (new.status, new.capacity, new.is_active, new.deleted_at, new.skills, new.department, new.team_id,
            new.is_default, new.auto_accept, new.mode_override, new.ai_enabled))
    execute function notify_routing();
