-- A batch of messages, in one call (Log/README.md): the usual ones each kind in one statement, whatever their number, all
-- others one by one through append_message, which alone knows every case.

-- The last messages before one, oldest first, as the AI is to see them.
create function message_history(conversation uuid, before bigint, most int)
returns setof messages
language sql stable as $$
    select h.* from (
        select * from messages m
        where m.conversation_id = conversation and m.sequence < before and m.type <> 6 and m.visibility = 1
          and m.deleted_at is null and not (m.supersedes is not null and m.state = 2)
          and not exists (
            select from messages s
            where s.conversation_id = conversation and s.supersedes = m.id and s.state = 1)
        order by m.sequence desc
        limit most) h
    order by h.sequence
$$;

-- Parameters as append_message's, one element for each message. Shape is what the caller takes a message for: 1 = begins a
-- conversation (target 3: unless its author has a live one), 2 = an AI's reply under its fence, 3 = continues a
-- conversation (by external id: or begins it), 0 = anything else. The caller says 1 to 3 only of what is new, complete,
-- for the AI to answer, and the only message for its conversation. What then does not fit (refused, known, busy, lost)
-- changes nothing here and goes to append_message.
create function append_messages(
    a_tenant uuid[], a_target smallint[], a_conversation uuid[], a_external text[], a_guard_kind smallint[],
    a_guard_id text[], a_message uuid[], a_author_kind smallint[], a_author_id text[], a_author_name text[],
    a_body text[], a_client_id text[], a_state smallint[], a_reason text[], a_in_reply_to uuid[], a_citations text[],
    a_usage text[], a_fence bigint[], a_lease_expiry timestamptz[], a_lease_reply uuid[], a_history int[],
    a_event uuid[], a_posted bytea[], a_started_event uuid[], a_started bytea[], a_trace text[], a_retry boolean[],
    a_again smallint[], a_type smallint[], a_visibility smallint[], a_metadata text[], a_withhold smallint[],
    a_own_agent boolean[], a_asks_nothing boolean[], a_shape smallint[], i_lease_seconds int)
returns table (
    o_position bigint,
    o_kind smallint, o_outcome smallint,
    o_conversation uuid, o_external text, o_owner_kind smallint, o_owner_id text, o_owner_name text,
    o_mode smallint, o_status smallint, o_epoch bigint, o_last_sequence bigint,
    o_conversation_created timestamptz, o_conversation_updated timestamptz, o_created boolean,
    o_fence bigint, o_expires timestamptz, o_busy uuid, o_busy_answers uuid,
    o_message uuid, o_sequence bigint, o_author_kind smallint, o_author_id text, o_author_name text, o_body text,
    o_created_at timestamptz, o_client_id text, o_state smallint, o_reason text, o_in_reply_to uuid,
    o_citations text, o_usage text, o_supersedes uuid,
    o_type smallint, o_visibility smallint, o_metadata text)
language plpgsql volatile
-- For tables that were never analyzed, where reading all looks as cheap as finding rows by their keys. For the same reason
-- rows that are changed are joined by their place, found by key for each: what moved meanwhile fits no shape any more.
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
    v_tenant uuid;
    v_open boolean[] := array_fill(true, array[cardinality(a_tenant)]);
    -- Where the history of those that want it ends.
    v_log uuid[] := array_fill(null::uuid, array[cardinality(a_tenant)]);
    v_before bigint[] := array_fill(0::bigint, array[cardinality(a_tenant)]);
    v_history boolean;
    v_earlier record;
begin
    for v_tenant in select distinct s.tenant from unnest(a_tenant, a_shape) as s(tenant, shape) where s.shape <> 0 loop
        perform set_config('chat.tenant', v_tenant::text, true);
        v_history := false;

        -- 1. Those that continue a conversation.
        if 3 = any(a_shape) then
            for o_position, o_kind, o_outcome, o_conversation, o_external, o_owner_kind, o_owner_id, o_owner_name, o_mode,
                o_status, o_epoch, o_last_sequence, o_conversation_created, o_conversation_updated, o_created,
                o_fence, o_expires, o_sequence, o_created_at in
                with i as materialized (
                    select n.*, clock_timestamp() as now, c.place,
                        n.client_id is not null and exists (
                            select from messages m
                            where m.conversation_id = c.id and m.client_message_id = n.client_id
                              and ((m.author_kind = n.author_kind and m.author_id = n.author_id)
                                or (m.author_kind in (1, 2) and n.author_kind in (1, 2)))) as known
                    from unnest(
                        a_tenant, a_shape, a_target, a_conversation, a_external, a_guard_kind, a_guard_id, a_message,
                        a_author_kind, a_author_id, a_author_name, a_body, a_client_id, a_lease_reply, a_history, a_event,
                        a_posted, a_trace, a_type, a_visibility, a_metadata, a_own_agent, a_asks_nothing) with ordinality
                        as n(
                            tenant, shape, target, conversation, external, guard_kind, guard_id, message,
                            author_kind, author_id, author_name, body, client_id, lease_reply, history, event,
                            posted, trace, type, visibility, metadata, own_agent, asks_nothing, position),
                        lateral (
                            select x.id, x.ctid as place from conversations x
                            where n.target = 0 and x.tenant_id = v_tenant and x.id = n.conversation
                            union all
                            select x.id, x.ctid from conversations x
                            where n.target = 2 and x.tenant_id = v_tenant and x.external_id = n.external) c
                    where n.shape = 3 and n.tenant = v_tenant),
                continued as (
                    update conversations c
                    set last_sequence = c.last_sequence + 1, updated_at = greatest(i.now, c.updated_at),
                        last_message_at = case when i.visibility = 1 then greatest(i.now, c.updated_at)
                            else c.last_message_at end,
                        message_count = c.message_count + case when i.visibility = 1 then 1 else 0 end,
                        unread_by_agents = c.unread_by_agents
                            + case when i.visibility = 1 and i.author_kind in (1, 2) then 1 else 0 end,
                        unread_by_customer = c.unread_by_customer
                            + case when i.visibility = 1 and i.author_kind in (3, 4) then 1 else 0 end,
                        first_response_at = case when i.visibility = 1 and i.author_kind = 3
                            then coalesce(c.first_response_at, greatest(i.now, c.updated_at))
                            else c.first_response_at end,
                        lease_fence = c.lease_fence + case when i.lease_reply is null then 0 else 1 end,
                        lease_reply_id = coalesce(i.lease_reply, c.lease_reply_id),
                        lease_answers = case when i.lease_reply is null then c.lease_answers else i.message end,
                        lease_expires_at = case when i.lease_reply is null then c.lease_expires_at
                            else greatest(i.now, c.updated_at) + make_interval(secs => i_lease_seconds) end,
                        lease_stop = case when i.lease_reply is null then c.lease_stop end
                    from i
                    -- Should a twin of the message be committed in this very moment, their index refuses this one.
                    where c.ctid = i.place and not i.known
                      and (i.guard_kind is null or (c.owner_kind = i.guard_kind and c.owner_id = i.guard_id))
                      and (c.status in (1, 3, 4) or (c.status = 5 and i.author_kind not in (1, 2)))
                      and not (c.owner_blocked and i.author_kind in (1, 2))
                      and not (i.own_agent and c.status in (4, 5)
                        and c.assigned_agent_id::text is distinct from i.author_id)
                      and (i.lease_reply is null
                        or (c.mode = 1 and (c.lease_reply_id is null or c.lease_expires_at < i.now)))
                    returning i.*, c.id, c.external_id, c.owner_kind, c.owner_id, c.owner_name, c.mode, c.status, c.epoch,
                        c.last_sequence, c.created_at, c.updated_at, c.lease_fence, c.lease_expires_at),
                said as (
                    insert into messages (
                        tenant_id, conversation_id, sequence, id, author_kind, author_id, author_name, body, created_at,
                        client_message_id, state, type, visibility, metadata, asks_nothing)
                    select
                        v_tenant, s.id, s.last_sequence, s.message, s.author_kind, s.author_id, s.author_name,
                        s.body, s.updated_at, s.client_id, 1, s.type, s.visibility, s.metadata::jsonb, s.asks_nothing
                    from continued s),
                told as (
                    insert into outbox (id, tenant_id, type, payload, trace_parent)
                    select s.event, v_tenant, 'chat.events.v1.MessagePosted',
                        posted_event(s.posted, s.id, s.external_id, s.last_sequence, s.epoch, s.updated_at),
                        s.trace
                    from continued s
                    order by s.position)
                select s.position, 0::smallint, 0::smallint, s.id, s.external_id, s.owner_kind, s.owner_id, s.owner_name,
                    s.mode, s.status, s.epoch, s.last_sequence, s.created_at, s.updated_at, false,
                    case when s.lease_reply is not null then s.lease_fence end,
                    case when s.lease_reply is not null then s.lease_expires_at end, s.last_sequence, s.updated_at
                from continued s
            loop
                v_open[o_position] := false;
                if a_history[o_position] > 0 then
                    v_history := true;
                    v_log[o_position] := o_conversation;
                    v_before[o_position] := o_sequence;
                end if;
                return next;
            end loop;
        end if;

        -- 2. Those that begin a conversation; also when it was looked for by its external id, and is not there. Who is being
        -- blocked now waits for this transaction, or is seen to be.
        if 1 = any(a_shape) or (2 = any(a_target) and true = any(v_open)) then
            perform lock_sender(v_tenant, b.kind, b.id)
            from (
                select distinct n.author_kind as kind, n.author_id as id
                from unnest(a_tenant, a_shape, a_target, v_open, a_author_kind, a_author_id)
                    as n(tenant, shape, target, open, author_kind, author_id)
                where n.tenant = v_tenant and n.open and (n.shape = 1 or (n.shape = 3 and n.target = 2))
                  and n.author_kind in (1, 2)
                order by 1, 2) b;
            for o_position, o_kind, o_outcome, o_conversation, o_external, o_owner_kind, o_owner_id, o_owner_name, o_mode,
                o_status, o_epoch, o_last_sequence, o_conversation_created, o_conversation_updated, o_created,
                o_fence, o_expires, o_sequence, o_created_at in
                with i as materialized (
                    select n.*, clock_timestamp() as now
                    from unnest(
                        a_tenant, a_shape, a_target, v_open, a_conversation, a_external, a_message, a_author_kind,
                        a_author_id, a_author_name, a_body, a_client_id, a_lease_reply, a_event, a_posted,
                        a_started_event, a_started, a_trace, a_type, a_visibility, a_metadata, a_asks_nothing)
                        with ordinality
                        as n(
                            tenant, shape, target, open, conversation, external, message, author_kind, author_id,
                            author_name, body, client_id, lease_reply, event, posted, started_event, started,
                            trace, type, visibility, metadata, asks_nothing, position)
                    where (n.shape = 1 or (n.shape = 3 and n.target = 2)) and n.open and n.tenant = v_tenant),
                senders as materialized (
                    select i.author_kind as kind, i.author_id as subject, k.blocked
                    from i, lateral (
                        select k.blocked from customer_identities k
                        where k.tenant_id = v_tenant and k.kind = i.author_kind and k.subject = i.author_id
                        for share) k
                    where i.author_kind in (1, 2)),
                begun as (
                    insert into conversations as c (
                        tenant_id, id, external_id, owner_kind, owner_id, owner_name, mode, status, epoch,
                        last_sequence, created_at, updated_at, last_message_at, message_count, unread_by_agents,
                        unread_by_customer, exclusive, lease_fence, lease_reply_id, lease_answers, lease_expires_at)
                    select
                        v_tenant, i.conversation, i.external, i.author_kind, i.author_id, i.author_name, 1, 1,
                        floor(extract(epoch from i.now)), 1, i.now, i.now, i.now,
                        case when i.visibility = 1 then 1 else 0 end,
                        case when i.visibility = 1 and i.author_kind in (1, 2) then 1 else 0 end,
                        case when i.visibility = 1 and i.author_kind in (3, 4) then 1 else 0 end,
                        i.target = 3, case when i.lease_reply is null then 0 else 1 end, i.lease_reply,
                        case when i.lease_reply is not null then i.message end,
                        case when i.lease_reply is not null then i.now + make_interval(secs => i_lease_seconds) end
                    from i
                    where not exists (
                        select from senders s
                        where s.blocked and s.kind = i.author_kind and s.subject = i.author_id)
                    order by i.position
                    on conflict do nothing
                    returning c.id),
                done as materialized (
                    select i.*, floor(extract(epoch from i.now))::bigint as epoch
                    from i where i.conversation = any(array(select b.id from begun b))),
                said as (
                    insert into messages (
                        tenant_id, conversation_id, sequence, id, author_kind, author_id, author_name, body, created_at,
                        client_message_id, state, type, visibility, metadata, asks_nothing)
                    select
                        v_tenant, d.conversation, 1, d.message, d.author_kind, d.author_id, d.author_name, d.body, d.now,
                        d.client_id, 1, d.type, d.visibility, d.metadata::jsonb, d.asks_nothing
                    from done d),
                told as (
                    insert into outbox (id, tenant_id, type, payload, trace_parent)
                    select e.id, v_tenant, e.type, e.payload, e.trace
                    from (
                        select d.position, 1 as rank, d.started_event as id, d.trace,
                            'chat.events.v1.ConversationStarted' as type,
                            started_event(d.started, d.epoch, d.now) as payload
                        from done d
                        union all
                        select d.position, 2, d.event, d.trace, 'chat.events.v1.MessagePosted',
                            posted_event(d.posted, d.conversation, d.external, 1, d.epoch, d.now)
                        from done d) e
                    order by e.position, e.rank)
                select d.position, 0::smallint, 0::smallint, d.conversation, d.external, d.author_kind, d.author_id,
                    d.author_name, 1::smallint, 1::smallint, d.epoch, 1::bigint, d.now, d.now, true,
                    case when d.lease_reply is not null then 1::bigint end,
                    case when d.lease_reply is not null then d.now + make_interval(secs => i_lease_seconds) end, 1::bigint,
                    d.now
                from done d
            loop
                v_open[o_position] := false;
                return next;
            end loop;
        end if;

        -- 3. The AI's replies, whose speakers hold their leases.
        if 2 = any(a_shape) then
            for o_position, o_kind, o_outcome, o_conversation, o_external, o_owner_kind, o_owner_id, o_owner_name, o_mode,
                o_status, o_epoch, o_last_sequence, o_conversation_created, o_conversation_updated, o_created,
                o_fence, o_expires, o_sequence, o_created_at in
                with i as materialized (
                    select n.*, clock_timestamp() as now,
                        (select c.ctid from conversations c
                            where c.tenant_id = v_tenant and c.id = n.conversation) as place
                    from unnest(
                        a_tenant, a_shape, a_conversation, a_message, a_author_kind, a_author_id, a_author_name, a_body,
                        a_client_id, a_state, a_reason, a_in_reply_to, a_citations, a_usage, a_fence, a_lease_expiry,
                        a_event, a_posted, a_trace, a_type, a_visibility, a_metadata) with ordinality
                        as n(
                            tenant, shape, conversation, message, author_kind, author_id, author_name, body,
                            client_id, state, reason, in_reply_to, citations, usage, fence, lease_expiry,
                            event, posted, trace, type, visibility, metadata, position)
                    where n.shape = 2 and n.tenant = v_tenant),
                spoken as (
                    update conversations c
                    set last_sequence = c.last_sequence + 1, updated_at = greatest(i.now, c.updated_at),
                        last_message_at = greatest(i.now, c.updated_at), message_count = c.message_count + 1,
                        unread_by_customer = c.unread_by_customer + 1,
                        lease_reply_id = null, lease_expires_at = null, lease_stop = null
                    from i
                    where c.ctid = i.place and c.lease_fence = i.fence
                      and c.lease_reply_id = i.message
                      and (i.lease_expiry is null or c.lease_expires_at = i.lease_expiry)
                    returning i.*, c.external_id, c.owner_kind, c.owner_id, c.owner_name, c.mode, c.status, c.epoch,
                        c.last_sequence, c.created_at, c.updated_at),
                said as (
                    insert into messages (
                        tenant_id, conversation_id, sequence, id, author_kind, author_id, author_name, body, created_at,
                        client_message_id, state, interruption_reason, in_reply_to, citations, usage, type, visibility,
                        metadata)
                    select
                        v_tenant, s.conversation, s.last_sequence, s.message, s.author_kind, s.author_id, s.author_name,
                        s.body, s.updated_at, s.client_id, s.state, s.reason, s.in_reply_to, s.citations::jsonb,
                        s.usage::jsonb, s.type, s.visibility, s.metadata::jsonb
                    from spoken s),
                told as (
                    insert into outbox (id, tenant_id, type, payload, trace_parent)
                    select s.event, v_tenant, 'chat.events.v1.MessagePosted',
                        posted_event(s.posted, s.conversation, s.external_id, s.last_sequence, s.epoch, s.updated_at),
                        s.trace
                    from spoken s
                    order by s.position)
                select s.position, 0::smallint, 0::smallint, s.conversation, s.external_id, s.owner_kind, s.owner_id,
                    s.owner_name, s.mode, s.status, s.epoch, s.last_sequence, s.created_at, s.updated_at, false,
                    null::bigint, null::timestamptz, s.last_sequence, s.updated_at
                from spoken s
            loop
                v_open[o_position] := false;
                return next;
            end loop;
        end if;

        if v_history then
            for v_earlier in
                select n.position, h.*
                from unnest(a_tenant, v_log, v_before, a_history) with ordinality
                    as n(tenant, log, before, most, position),
                    lateral message_history(n.log, n.before, n.most) h
                where n.tenant = v_tenant and n.log is not null
                order by n.position, h.sequence
            loop
                o_position := v_earlier.position;
                o_kind := 3;
                o_message := v_earlier.id;
                o_sequence := v_earlier.sequence;
                o_author_kind := v_earlier.author_kind;
                o_author_id := v_earlier.author_id;
                o_author_name := v_earlier.author_name;
                o_body := v_earlier.body;
                o_created_at := v_earlier.created_at;
                o_client_id := v_earlier.client_message_id;
                o_state := v_earlier.state;
                o_reason := v_earlier.interruption_reason;
                o_in_reply_to := v_earlier.in_reply_to;
                o_citations := v_earlier.citations::text;
                o_usage := v_earlier.usage::text;
                o_supersedes := v_earlier.supersedes;
                o_type := v_earlier.type;
                o_visibility := v_earlier.visibility;
                o_metadata := v_earlier.metadata::text;
                return next;
            end loop;
        end if;
    end loop;

    -- 4. The others, in their order.
    if true = any(v_open) then
        return query
            select n.position, a.*
            from unnest(
                a_tenant, a_target, a_conversation, a_external, a_guard_kind, a_guard_id, a_message, a_author_kind,
                a_author_id, a_author_name, a_body, a_client_id, a_state, a_reason, a_in_reply_to, a_citations, a_usage,
                a_fence, a_lease_expiry, a_lease_reply, a_history, a_event, a_posted, a_started_event, a_started, a_trace,
                a_retry, a_again, a_type, a_visibility, a_metadata, a_withhold, a_own_agent, a_asks_nothing, v_open)
                with ordinality
                as n(
                    tenant, target, conversation, external, guard_kind, guard_id, message, author_kind,
                    author_id, author_name, body, client_id, state, reason, in_reply_to, citations, usage,
                    fence, lease_expiry, lease_reply, history, event, posted, started_event, started, trace,
                    retry, again, type, visibility, metadata, withhold, own_agent, asks_nothing, open, position),
                lateral append_message(
                    n.tenant, n.target, n.conversation, n.external, n.guard_kind, n.guard_id, n.message, n.author_kind,
                    n.author_id, n.author_name, n.body, n.client_id, n.state, n.reason, n.in_reply_to, n.citations,
                    n.usage, n.fence, n.lease_expiry, n.lease_reply, i_lease_seconds, n.history, n.event, n.posted,
                    n.started_event, n.started, n.trace, n.retry, n.again, n.type, n.visibility, n.metadata, n.withhold,
                    n.own_agent, n.asks_nothing) a
            where n.open;
    end if;
end
$$;

grant execute on function append_messages to chat_sessions;
