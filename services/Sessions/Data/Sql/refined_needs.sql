-- As before (agent_queue.sql), and when one that waits asks for other skills or another agent.
drop trigger conversations_routing on conversations;
create trigger conversations_routing
    after update of
        status, assigned_agent_id, priority, team_id, department, required_skills, preferred_agent_id, avoids_last_agent
    on conversations
    for each row when (
        old.status <> new.status or old.assigned_agent_id is distinct from new.assigned_agent_id
        or (new.status = 3 and (old.priority, old.team_id, old.department, old.required_skills, old.preferred_agent_id,
                old.avoids_last_agent)
            is distinct from (new.priority, new.team_id, new.department, new.required_skills, new.preferred_agent_id,
                new.avoids_last_agent)))
    execute function notify_routing();
