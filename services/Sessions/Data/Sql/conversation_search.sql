-- Conversations by words of their subject and of their customer's name and address: whole words or how they begin.

-- The words of a text: what stands between blanks and ASCII's punctuation, so that an address is several.
create function search_words(p_text text) returns text[]
language sql immutable parallel safe as $$
    select array_remove(regexp_split_to_array(lower(p_text), '[\s!-/:-@\[-`{-~]+'), '')
$$;

-- The tenant is one more word, as in message_search. Schemas are named, because indexes are built without a search path.
create function subject_document(p_tenant uuid, p_subject text) returns tsvector
language sql immutable parallel safe as $$
    select array_to_tsvector(public.tenant_lexeme(p_tenant) || public.search_words(p_subject))
$$;

create function customer_document(p_tenant uuid, p_name text, p_email text) returns tsvector
language sql immutable parallel safe as $$
    select array_to_tsvector(public.tenant_lexeme(p_tenant) || public.search_words(p_name || ' ' || coalesce(p_email, '')))
$$;

-- No message changes a subject, so no message touches this index.
create index conversations_subject on conversations using gin (subject_document(tenant_id, subject))
    where subject is not null;
create index customers_words on customers using gin (customer_document(tenant_id, name, email));

-- The tenant's conversations between two ids that have all words of the query in their subject, or in their customer:
-- the newest, or with p_ascending the oldest, of them. It runs as the tables' owner, because row-level security keeps
-- the planner from using a text index; the tenant is the transaction's, as the policy has it.
create function find_conversations(p_query text, p_after uuid, p_before uuid, p_ascending boolean, p_limit int)
returns table (found uuid)
language plpgsql stable security definer set search_path = public as $$
declare
    v_tenant uuid := nullif(current_setting('chat.tenant', true), '')::uuid;
    v_words text[] := search_words(p_query);
    v_query tsquery;
begin
    if v_tenant is null or cardinality(v_words) = 0 then
        return;
    end if;

    -- Words hold no quotes: those are punctuation.
    select (tenant_lexeme(v_tenant) || string_agg(' & ''' || word || ''':*', ''))::tsquery into v_query
    from unnest(v_words) word;
    return query
        select id from (
            select c.id
            from conversations c
            where subject_document(c.tenant_id, c.subject) @@ v_query and c.subject is not null
              and c.tenant_id = v_tenant and c.id > p_after and c.id < p_before
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
revoke all on function find_conversations from public;
grant execute on function find_conversations, subject_document, customer_document, search_words to chat_sessions;
