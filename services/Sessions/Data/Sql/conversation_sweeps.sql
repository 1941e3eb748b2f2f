-- Tenants that have conversations which may have to be ended. Asked before a tenant is known, so it runs as the tables'
-- owner, and answers nothing but this.
create function sweep_tenants()
returns table (tenant_id uuid)
language sql stable security definer set search_path = public as $$
    select t.id
    from tenants t
    where exists (select from conversations c where c.tenant_id = t.id and c.status in (1, 3, 4, 5, 6))
$$;
revoke all on function sweep_tenants from public;
grant execute on function sweep_tenants to chat_sessions;

-- The least id of what was begun at a time: ids are UUIDv7.
create function id_floor(t timestamptz) returns uuid
language sql immutable parallel safe as $$
    select (lpad(to_hex(greatest(0, floor(extract(epoch from t) * 1000))::bigint), 12, '0') || repeat('0', 20))::uuid
$$;
