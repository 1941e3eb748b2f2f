-- Full text of messages, apart from them: it is made some moments later, from the bus's events, and costs whoever writes
-- nothing. What is found is read from messages, so an old entry shows nothing that was deleted.
create table message_search (
    tenant_id uuid not null,
    conversation_id uuid not null,
    sequence bigint not null,
    -- UUIDv7: the order of results.
    message_id uuid not null,
    -- The words, and the tenant as one more of them: one index, and nobody's common words slow down somebody else.
    document tsvector not null,
    primary key (tenant_id, conversation_id, sequence)
);
create index message_search_document on message_search using gin (document);

alter table message_search enable row level security;
alter table message_search force row level security;
create policy tenant_isolation on message_search
    using (tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid);

grant select, insert, update, delete on message_search to chat_sessions;

create function tenant_lexeme(t uuid) returns text
language sql immutable parallel safe as $$
    select 'tenant' || replace(t::text, '-', '')
$$;

-- Makes the entries of messages what the messages are now; again and in any order it comes to the same.
create function index_messages(p_tenants uuid[], p_conversations uuid[], p_sequences bigint[], p_characters int)
returns void
language plpgsql volatile as $$
declare
    v_tenant uuid;
begin
    -- In one order everywhere, so that two instances never wait for each other in a circle.
    for v_tenant in select distinct t from unnest(p_tenants) as t order by 1 loop
        perform set_config('chat.tenant', v_tenant::text, true);
        insert into message_search (tenant_id, conversation_id, sequence, message_id, document)
        select m.tenant_id, m.conversation_id, m.sequence, m.id,
            array_to_tsvector(array[tenant_lexeme(m.tenant_id)]) || to_tsvector('simple', left(m.body, p_characters))
        from (
            select distinct p.conversation_id, p.sequence
            from unnest(p_tenants, p_conversations, p_sequences) as p(tenant_id, conversation_id, sequence)
            where p.tenant_id = v_tenant) wanted
        join messages m on m.conversation_id = wanted.conversation_id and m.sequence = wanted.sequence
        where m.tenant_id = v_tenant and m.type <> 6
        order by m.conversation_id, m.sequence
        on conflict (tenant_id, conversation_id, sequence) do update set document = excluded.document;
    end loop;
end
$$;

-- Places of the tenant's messages with all words of the query, newest first. It runs as the tables' owner, because
-- row-level security keeps the planner from using a text index; the tenant is the transaction's, as the policy has it.
create function search_messages(p_query text, p_conversation uuid, p_before uuid, p_limit int)
returns table (found_conversation uuid, found_sequence bigint)
language sql stable security definer set search_path = public as $$
    select s.conversation_id, s.sequence
    from message_search s
    where s.document @@ (
            tenant_lexeme(nullif(current_setting('chat.tenant', true), '')::uuid)::tsquery
            && websearch_to_tsquery('simple', p_query))
      and s.tenant_id = nullif(current_setting('chat.tenant', true), '')::uuid
      and (p_conversation is null or s.conversation_id = p_conversation)
      and s.message_id < p_before
    order by s.message_id desc
    limit p_limit
$$;
revoke all on function search_messages from public;
grant execute on function search_messages, index_messages, tenant_lexeme to chat_sessions;
