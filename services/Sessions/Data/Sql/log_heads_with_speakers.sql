-- How far the logs of followed conversations reach, and which reply is being spoken there. Their readers were let in before,
-- whatever tenant they are of.
drop function log_heads;
create function log_heads(p_tenants uuid[], p_ids uuid[])
returns table (id uuid, last_sequence bigint, speaking uuid)
language sql stable security definer set search_path = public as $$
    select c.id, c.last_sequence, case when c.lease_expires_at > now() then c.lease_reply_id end
    from unnest(p_tenants, p_ids) as p(tenant_id, id)
        join conversations c on c.tenant_id = p.tenant_id and c.id = p.id
$$;
revoke all on function log_heads from public;
grant execute on function log_heads to chat_sessions;
