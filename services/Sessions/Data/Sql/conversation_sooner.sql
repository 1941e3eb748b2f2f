-- Few are held anywhere but on the web, and a page of those read the whole history. A message changes no channel.
create index conversations_channel on conversations (tenant_id, channel, id) where channel <> 'web';

-- Conversations that have the words in their subject, among the thousand that come first in the order of the page: a word
-- that many have is found often enough there. The planner, which knows nothing of that, nor of a table that was never
-- analyzed, must not sort all there are: hence enable_sort.
create function near_subjects(
    p_tenant uuid, p_query tsquery, p_after uuid, p_before uuid, p_ascending boolean, p_limit int)
returns setof uuid
language plpgsql stable set search_path = public set enable_sort = off as $$
declare
    c_near constant int := 1000;
begin
    if p_limit > c_near then
        return;
    end if;

    if p_ascending then
        return query
            select s.id
            from (
                select c.id, c.tenant_id, c.subject
                from conversations c
                where c.tenant_id = p_tenant and c.id > p_after and c.id < p_before
                order by c.id
                limit c_near) s
            where s.subject is not null and subject_document(s.tenant_id, s.subject) @@ p_query
            limit p_limit;
    else
        return query
            select s.id
            from (
                select c.id, c.tenant_id, c.subject
                from conversations c
                where c.tenant_id = p_tenant and c.id > p_after and c.id < p_before
                order by c.id desc
                limit c_near) s
            where s.subject is not null and subject_document(s.tenant_id, s.subject) @@ p_query
            limit p_limit;
    end if;
end
$$;
-- Called by find_conversations, as the tables' owner.
revoke all on function near_subjects from public;

-- As before (conversation_search.sql), without reading every conversation that has a frequent word in its subject.
create or replace function find_conversations(
    p_query text, p_after uuid, p_before uuid, p_ascending boolean, p_limit int)
returns table (found uuid)
language plpgsql stable security definer set search_path = public as $$
declare
    v_tenant uuid := nullif(current_setting('chat.tenant', true), '')::uuid;
    v_words text[] := search_words(p_query);
    v_query tsquery;
    v_near uuid[];
begin
    if v_tenant is null or cardinality(v_words) = 0 then
        return;
    end if;

    -- Words hold no quotes: those are punctuation.
    select (tenant_lexeme(v_tenant) || string_agg(' & ''' || word || ''':*', ''))::tsquery into v_query
    from unnest(v_words) word;
    v_near := array(select near_subjects(v_tenant, v_query, p_after, p_before, p_ascending, p_limit));
    if cardinality(v_near) < p_limit then
        v_near := array(
            select c.id
            from conversations c
            where subject_document(c.tenant_id, c.subject) @@ v_query and c.subject is not null
              and c.tenant_id = v_tenant and c.id > p_after and c.id < p_before
            order by case when p_ascending then c.id end, case when not p_ascending then c.id end desc
            limit p_limit);
    end if;

    return query
        select id from (
            select unnest(v_near) id
            union
            select c.id
            from customers k
                join customer_identities i on i.tenant_id = v_tenant and i.customer_id = k.id
                join conversations c
                    on c.tenant_id = v_tenant and c.owner_id = i.subject and c.owner_kind = i.kind
            where customer_document(k.tenant_id, k.name, k.email) @@ v_query and k.tenant_id = v_tenant
              and c.id > p_after and c.id < p_before) matching
        order by case when p_ascending then id end, case when not p_ascending then id end desc
        limit p_limit;
end
$$;
