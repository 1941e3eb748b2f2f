-- Since which generation tokens of a user hold. Generations are numbers and not times: who makes tokens and who revokes
-- them need not agree on a clock.
create sequence user_token_generations;

create table user_token_revocations (
    tenant_id uuid not null,
    user_id text not null,
    generation bigint not null,
    revoked_at timestamptz not null,
    primary key (tenant_id, user_id)
);
create unique index user_token_revocations_generation on user_token_revocations (generation);

alter table user_token_revocations enable row level security;
alter table user_token_revocations force row level security;
create policy tenant_isolation on user_token_revocations
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on user_token_revocations to chat_sessions;
grant usage, select on sequence user_token_generations to chat_sessions;

-- One at a time, until the commit: whoever reads behind a generation would miss a smaller one that is committed later.
-- Takes old ones of the tenant along, which no token can be of any more.
create function revoke_user_tokens(i_tenant uuid, i_user text, i_kept interval) returns bigint
language plpgsql volatile as $$
declare
    v_generation bigint;
begin
    perform set_config('chat.tenant', i_tenant::text, true);
    perform pg_advisory_xact_lock(hashtextextended('user token generations', 0));
    delete from user_token_revocations
    where (tenant_id, user_id) in (
        select r.tenant_id, r.user_id from user_token_revocations r
        where r.tenant_id = i_tenant and r.user_id <> i_user and r.revoked_at < now() - i_kept
        order by r.generation limit 100);
    insert into user_token_revocations (tenant_id, user_id, generation, revoked_at)
    values (i_tenant, i_user, nextval('user_token_generations'), now())
    on conflict (tenant_id, user_id) do update set generation = excluded.generation, revoked_at = excluded.revoked_at
    returning generation into v_generation;
    return v_generation;
end
$$;
grant execute on function revoke_user_tokens to chat_sessions;

-- For the gateway, which stands before all tenants; runs past row-level security and answers this one question.
create function list_user_token_revocations(p_after bigint, p_limit int, p_kept interval)
returns table (tenant_id uuid, user_id text, generation bigint)
language sql stable security definer set search_path = public as $$
    select r.tenant_id, r.user_id, r.generation from user_token_revocations r
    where r.generation > p_after and r.revoked_at > now() - p_kept
    order by r.generation limit p_limit
$$;
revoke all on function list_user_token_revocations from public;
grant execute on function list_user_token_revocations to chat_sessions;
