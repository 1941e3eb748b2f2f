-- Searches as before (message_search.sql), without reading and sorting every message that has a frequent word.
create index message_search_newest on message_search (tenant_id, message_id desc);

-- 1. In one conversation: its messages are read.
-- 2. The newest messages are looked at one after the other: a word that many have is found often enough among them.
-- 3. What they do not have often enough is rare, and found by its words.
-- The planner, which knows nothing of that, nor of a table that was never analyzed, must neither sort in 2. nor walk another
-- index in 3.: hence enable_sort, and the ways in which the conditions are written.
drop function search_messages;
create function search_messages(p_query text, p_conversation uuid, p_before uuid, p_limit int)
returns table (found_conversation uuid, found_sequence bigint)
language plpgsql stable security definer rows 50 set search_path = public set enable_sort = off as $$
declare
    c_newest constant int := 10000;
    v_tenant constant uuid := nullif(current_setting('chat.tenant', true), '')::uuid;
    v_query constant tsquery := tenant_lexeme(v_tenant)::tsquery && websearch_to_tsquery('simple', p_query);
    v_found int;
    v_before uuid;
begin
    if p_conversation is not null then
        return query
            select s.conversation_id, s.sequence
            from (
                select m.conversation_id, m.sequence, m.message_id
                from message_search m
                where m.tenant_id = v_tenant and m.conversation_id = p_conversation
                  and m.message_id < p_before and m.document @@ v_query
                offset 0) s
            order by s.message_id desc
            limit p_limit;
        return;
    end if;

    return query
        select s.conversation_id, s.sequence
        from (
            select m.conversation_id, m.sequence, m.message_id, m.document
            from message_search m
            where m.tenant_id = v_tenant and m.message_id < p_before
            order by m.message_id desc
            limit c_newest) s
        where s.document @@ v_query
        order by s.message_id desc
        limit p_limit;
    get diagnostics v_found = row_count;
    if v_found = p_limit then
        return;
    end if;

    select m.message_id into v_before
    from message_search m
    where m.tenant_id = v_tenant and m.message_id < p_before
    order by m.message_id desc
    offset c_newest - 1 limit 1;
    if v_before is null then
        return;
    end if;

    return query
        select s.conversation_id, s.sequence
        from (
            select m.conversation_id, m.sequence, m.message_id
            from message_search m
            where m.document @@ v_query and m.tenant_id is not distinct from v_tenant and m.message_id < v_before
            offset 0) s
        order by s.message_id desc
        limit p_limit - v_found;
end
$$;
revoke all on function search_messages from public;
grant execute on function search_messages to chat_sessions;
