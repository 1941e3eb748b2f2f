-- The three questions that come before a tenant is known. They run as the tables' owner, past row-level security,
-- and each answers exactly one of them.

create function resolve_key(p_hash bytea)
returns table (key_id uuid, kind smallint, allowed_origins text[], tenant_id uuid, slug text)
language sql stable security definer set search_path = public as $$
    select k.id, k.kind, k.allowed_origins, t.id, t.slug
    from api_keys k join tenants t on t.id = k.tenant_id
    where k.hash = p_hash
      and k.revoked_at is null
      and (k.expires_at is null or k.expires_at > now())
$$;

create function resolve_tenant(p_slug text)
returns table (tenant_id uuid, slug text)
language sql stable security definer set search_path = public as $$
    select t.id, t.slug from tenants t where t.slug = p_slug
$$;

-- When keys were used last; written in batches, some seconds late.
create function touch_keys(p_ids uuid[], p_times timestamptz[])
returns void
language sql security definer set search_path = public as $$
    update api_keys k
    set last_used_at = u.used_at
    from unnest(p_ids, p_times) as u(id, used_at)
    where k.id = u.id and (k.last_used_at is null or k.last_used_at < u.used_at)
$$;

-- Creates or renames a tenant; answers its id, which never changes.
create function seed_tenant(p_id uuid, p_slug text, p_name text)
returns uuid
language sql security definer set search_path = public as $$
    insert into tenants (id, slug, name) values (p_id, p_slug, p_name)
    on conflict (slug) do update set name = excluded.name
    returning id
$$;

-- Makes the configured key the tenant's: the one configured before is revoked when it was another.
create function seed_key(
    p_id uuid, p_tenant uuid, p_kind smallint, p_configured_as text, p_hash bytea, p_hint text, p_origins text[])
returns void
language sql security definer set search_path = public as $$
    update api_keys
    set revoked_at = now()
    where tenant_id = p_tenant and configured_as = p_configured_as and hash <> p_hash and revoked_at is null;

    insert into api_keys (id, tenant_id, kind, name, hash, hint, allowed_origins, configured_as)
    values (p_id, p_tenant, p_kind, 'Configured', p_hash, p_hint, p_origins, p_configured_as)
    on conflict (hash) do update
        set allowed_origins = excluded.allowed_origins, revoked_at = null, configured_as = excluded.configured_as
        where api_keys.tenant_id = excluded.tenant_id
$$;

revoke all on function resolve_key, resolve_tenant, touch_keys, seed_tenant, seed_key from public;
grant execute on function resolve_key, resolve_tenant, touch_keys, seed_tenant, seed_key to chat_sessions;

-- How far the logs of followed conversations reach. Their readers were let in before, whatever tenant they are of.
create function log_heads(p_tenants uuid[], p_ids uuid[])
returns table (id uuid, last_sequence bigint)
language sql stable security definer set search_path = public as $$
    select c.id, c.last_sequence
    from unnest(p_tenants, p_ids) as p(tenant_id, id)
        join conversations c on c.tenant_id = p.tenant_id and c.id = p.id
$$;
revoke all on function log_heads from public;
grant execute on function log_heads to chat_sessions;
