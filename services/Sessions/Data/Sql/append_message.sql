-- One message, whatever it is and whatever is known of it already. The usual ones of a batch do without
-- (append_messages.sql).

-- Target: 0 = the conversation must exist; 1 = create it; 2 = by external id, else create it; 3 = the author's live
-- exclusive one, else create that; with an external id the one of that name comes first, for it was begun by this message.
-- Guard: the only owner the caller may act for; null when the caller may act for all.
-- Fence: set on replies, which need the lease; lease_expiry narrows that to a lease nobody renewed since.
-- Again: with a lease, 1 = a known message whose answers were all interrupted may be answered again, 2 = nothing is
-- added, the newest message of the visitor is answered again; with a fence, not 0 = the reply supersedes the one before.
-- Retry: the batch this message was in failed, perhaps after its commit: look whether the message is there.
-- Event payloads come without what only this transaction knows. Protobuf merges what is appended (repeated embedded
-- fields merge, scalars: the last wins), so the rest is appended here instead of costing a second round trip.
--
-- Type and visibility as in the table messages; what is internal is in no count.
-- Own agent: the author is an agent who may not write into what another agent has.
-- Asks nothing: a customer's message that the AI is not asked to answer; null for all others.
-- Withhold: people answer, not the AI: 1 = unless somebody left the conversation to it or an agent has it, 2 = always.
-- Then no lease is given, and a customer's message marks a conversation that nobody has: it is queued behind this.
--
-- Answers one row of kind 0 (appended), 1 (client message id known: the stored message) or 4 (refused: outcome
-- 1 = not found, 2 = in a state that takes no message of this author, with the conversation's id, 3 = lease lost,
-- 4 = the author is blocked, 5 = another agent has it), and behind it rows of kind 2 (the answer it already got) and
-- 3 (history, oldest first).
create function append_message(
    i_tenant uuid, i_target smallint, i_conversation uuid, i_external text, i_guard_kind smallint, i_guard_id text,
    i_message uuid, i_author_kind smallint, i_author_id text, i_author_name text, i_body text, i_client_id text,
    i_state smallint, i_reason text, i_in_reply_to uuid, i_citations text, i_usage text,
    i_fence bigint, i_lease_expiry timestamptz, i_lease_reply uuid, i_lease_seconds int, i_history int,
    i_event uuid, i_posted bytea, i_started_event uuid, i_started bytea, i_trace text, i_retry boolean,
    i_again smallint, i_type smallint, i_visibility smallint, i_metadata text, i_withhold smallint,
    i_own_agent boolean, i_asks_nothing boolean)
returns table (
    o_kind smallint, o_outcome smallint,
    o_conversation uuid, o_external text, o_owner_kind smallint, o_owner_id text, o_owner_name text,
    o_mode smallint, o_status smallint, o_epoch bigint, o_last_sequence bigint,
    o_conversation_created timestamptz, o_conversation_updated timestamptz, o_created boolean,
    o_fence bigint, o_expires timestamptz, o_busy uuid, o_busy_answers uuid,
    o_message uuid, o_sequence bigint, o_author_kind smallint, o_author_id text, o_author_name text, o_body text,
    o_created_at timestamptz, o_client_id text, o_state smallint, o_reason text, o_in_reply_to uuid,
    o_citations text, o_usage text, o_supersedes uuid,
    o_type smallint, o_visibility smallint, o_metadata text)
language plpgsql volatile as $$
declare
    -- The columns that are used here, and no more: the row has many, and each costs whenever it is read.
    c record;
    m messages%rowtype;
    v_now timestamptz := clock_timestamp();
    v_there boolean := false;
    v_created boolean := false;
    v_known boolean := false;
    v_give boolean := false;
    v_blocked boolean;
    v_posted bytea;
    v_before bigint;
    v_supersedes uuid;
    -- How much the message adds to the counts of the conversation.
    v_said int := case when i_visibility = 1 then 1 else 0 end;
    v_by_customer int := case when i_visibility = 1 and i_author_kind in (1, 2) then 1 else 0 end;
    -- What a new conversation gives: nobody has left it to the AI.
    v_lease uuid := case when i_withhold = 0 then i_lease_reply end;
    v_for_humans boolean := i_withhold > 0 and i_author_kind in (1, 2);
    v_by_company int := case when i_visibility = 1 and i_author_kind in (3, 4) then 1 else 0 end;
begin
    perform set_config('chat.tenant', i_tenant::text, true);

    -- 1. The conversation, locked: from here on this is the only writer of its log.
    if i_fence is not null then
        update conversations
        set last_sequence = last_sequence + 1, updated_at = greatest(v_now, updated_at),
            last_message_at = greatest(v_now, updated_at), message_count = message_count + 1,
            unread_by_customer = unread_by_customer + 1,
            lease_reply_id = null, lease_expires_at = null, lease_stop = null
        where tenant_id = i_tenant and id = i_conversation and lease_fence = i_fence and lease_reply_id = i_message
          and (i_lease_expiry is null or lease_expires_at = i_lease_expiry)
        returning id, external_id, owner_kind, owner_id, owner_name, mode, status, epoch, last_sequence,
            created_at, updated_at, lease_fence, lease_reply_id, lease_expires_at, lease_answers,
            cut_reply_id, owner_blocked, left_to_ai, needs_human_at, assigned_agent_id
        into c;
        if not found then
            -- Not the holder: a repeated commit, a reply that was cut by a take-over, or a speaker that is too late.
            select id, external_id, owner_kind, owner_id, owner_name, mode, status, epoch, last_sequence,
                created_at, updated_at, lease_fence, lease_reply_id, lease_expires_at, lease_answers,
                cut_reply_id, owner_blocked, left_to_ai, needs_human_at, assigned_agent_id
            into c from conversations where tenant_id = i_tenant and id = i_conversation for update;
            o_kind := 4;
            if not found then
                o_outcome := 1;
                return next;
                return;
            end if;
            select * into m from messages where conversation_id = i_conversation and id = i_message;
            if found then
                v_known := true;
            elsif c.cut_reply_id = i_message and i_state = 2 then
                update conversations
                set last_sequence = last_sequence + 1, updated_at = greatest(v_now, updated_at),
                    last_message_at = greatest(v_now, updated_at), message_count = message_count + 1,
                    unread_by_customer = unread_by_customer + 1, cut_reply_id = null
                where tenant_id = i_tenant and id = i_conversation
                returning id, external_id, owner_kind, owner_id, owner_name, mode, status, epoch, last_sequence,
                    created_at, updated_at, lease_fence, lease_reply_id, lease_expires_at, lease_answers,
                    cut_reply_id, owner_blocked, left_to_ai, needs_human_at, assigned_agent_id
                into c;
            else
                o_outcome := 3;
                return next;
                return;
            end if;
        end if;
    else
        if i_external is not null then
            -- Mostly it is there: an insert that only finds that out costs a probe of every unique index.
            select id, external_id, owner_kind, owner_id, owner_name, mode, status, epoch, last_sequence,
                created_at, updated_at, lease_fence, lease_reply_id, lease_expires_at, lease_answers,
                cut_reply_id, owner_blocked, left_to_ai, needs_human_at, assigned_agent_id
            into c from conversations
            where tenant_id = i_tenant and external_id = i_external for update;
            v_there := found;
        end if;
        if i_target <> 0 and not v_there then
            -- Another round only when the live one ended between the two statements.
            for v_round in 1..3 loop
                insert into conversations (
                    tenant_id, id, external_id, owner_kind, owner_id, owner_name, mode, status, epoch, last_sequence,
                    created_at, updated_at, last_message_at, message_count, unread_by_agents, unread_by_customer,
                    exclusive, needs_human_at, lease_fence, lease_reply_id, lease_answers, lease_expires_at)
                values (
                    i_tenant, i_conversation, i_external, i_author_kind, i_author_id, i_author_name, 1, 1,
                    floor(extract(epoch from v_now)), 1, v_now, v_now, v_now, v_said, v_by_customer, v_by_company,
                    i_target = 3, case when v_for_humans then v_now end, case when v_lease is null then 0 else 1 end,
                    v_lease, case when v_lease is not null then i_message end,
                    case when v_lease is null then null else v_now + make_interval(secs => i_lease_seconds) end)
                on conflict do nothing
                returning id, external_id, owner_kind, owner_id, owner_name, mode, status, epoch, last_sequence,
                    created_at, updated_at, lease_fence, lease_reply_id, lease_expires_at, lease_answers,
                    cut_reply_id, owner_blocked, left_to_ai, needs_human_at, assigned_agent_id
                into c;
                v_created := found;
                exit when v_created or i_target <> 3;
                select id, external_id, owner_kind, owner_id, owner_name, mode, status, epoch, last_sequence,
                    created_at, updated_at, lease_fence, lease_reply_id, lease_expires_at, lease_answers,
                    cut_reply_id, owner_blocked, left_to_ai, needs_human_at, assigned_agent_id
                into c from conversations
                where tenant_id = i_tenant and owner_kind = i_author_kind and owner_id = i_author_id
                  and exclusive and status in (1, 3, 4, 5) for update;
                v_there := found;
                exit when v_there;
            end loop;
            v_give := v_created and v_lease is not null;
            if v_created and i_author_kind in (1, 2) then
                -- Locked: who is being blocked now either waits for this conversation, or is seen to be blocked; also who is
                -- linked to a blocked customer, and has no row yet to be locked.
                perform lock_sender(i_tenant, i_author_kind, i_author_id);
                select blocked into v_blocked from customer_identities
                where tenant_id = i_tenant and kind = i_author_kind and subject = i_author_id for share;
                if v_blocked then
                    delete from conversations where tenant_id = i_tenant and id = c.id;
                    o_kind := 4;
                    o_outcome := 4;
                    return next;
                    return;
                end if;
            end if;
        end if;
        if not v_created then
            if not v_there and i_external is not null then
                select id, external_id, owner_kind, owner_id, owner_name, mode, status, epoch, last_sequence,
                    created_at, updated_at, lease_fence, lease_reply_id, lease_expires_at, lease_answers,
                    cut_reply_id, owner_blocked, left_to_ai, needs_human_at, assigned_agent_id
                into c from conversations
                where tenant_id = i_tenant and external_id = i_external for update;
                v_there := found;
            elsif not v_there then
                select id, external_id, owner_kind, owner_id, owner_name, mode, status, epoch, last_sequence,
                    created_at, updated_at, lease_fence, lease_reply_id, lease_expires_at, lease_answers,
                    cut_reply_id, owner_blocked, left_to_ai, needs_human_at, assigned_agent_id
                into c from conversations where tenant_id = i_tenant and id = i_conversation for update;
                v_there := found;
            end if;
            o_kind := 4;
            if not v_there or (i_guard_kind is not null
                    and (c.owner_kind <> i_guard_kind or c.owner_id <> i_guard_id)
                    and not is_same_customer(i_tenant, i_guard_kind, i_guard_id, c.owner_kind, c.owner_id)) then
                o_outcome := 1;
                return next;
                return;
            end if;
            if c.owner_blocked and i_author_kind in (1, 2) then
                o_outcome := 4;
                return next;
                return;
            end if;
            if i_own_agent and c.status in (4, 5) and c.assigned_agent_id::text is distinct from i_author_id then
                o_outcome := 5;
                return next;
                return;
            end if;
            -- After the lock, so that no sooner message keeps a later time.
            v_now := greatest(clock_timestamp(), c.updated_at);
            if i_again = 2 then
                select * into m from messages
                where conversation_id = c.id and author_kind in (1, 2)
                order by sequence desc
                limit 1;
                v_known := found;
            end if;
            -- Two statements: as one, no index would serve it, and each message would read the whole conversation.
            if not v_known and i_client_id is not null then
                -- Its author's own, or another name of the customer's: what somebody else sent is nobody's first result.
                select * into m from messages
                where conversation_id = c.id and client_message_id = i_client_id
                  and ((author_kind = i_author_kind and author_id = i_author_id)
                    or (author_kind in (1, 2) and i_author_kind in (1, 2)));
                v_known := found;
            end if;
            if not v_known and i_retry then
                select * into m from messages where conversation_id = c.id and id = i_message;
                v_known := found;
            end if;
            if (i_again = 2 or not v_known)
                    and not (c.status in (1, 3, 4) or (c.status = 5 and i_author_kind not in (1, 2))) then
                o_outcome := 2;
                o_conversation := c.id;
                return next;
                return;
            end if;
        end if;
    end if;

    -- 2. What was known already: its answer, if it has one, ends the matter; else the caller may answer it now.
    if v_known then
        o_kind := 1;
        if i_fence is null and i_again <> 2 and exists (
                select from messages a
                where a.conversation_id = c.id and a.sequence > m.sequence and a.in_reply_to = m.id
                  and (i_again = 0 or a.state = 1)) then
            i_lease_reply := null;
        end if;
    else
        o_kind := 0;
    end if;

    -- 3. Sequence and lease, in one update of the row.
    if not v_created and i_fence is null then
        v_for_humans := v_for_humans and c.status = 1 and (i_withhold = 2 or not c.left_to_ai);
        if i_withhold = 2 or v_for_humans then
            i_lease_reply := null;
        end if;
        v_give := i_lease_reply is not null and c.mode = 1
            and (c.lease_reply_id is null or c.lease_expires_at < v_now or c.lease_reply_id = i_lease_reply);
        if i_lease_reply is not null and c.mode = 1 and not v_give then
            o_busy := c.lease_reply_id;
            o_busy_answers := c.lease_answers;
        end if;
        if v_give or not v_known or (v_for_humans and c.needs_human_at is null) then
            update conversations
            set last_sequence = last_sequence + case when v_known then 0 else 1 end,
                updated_at = v_now,
                last_message_at = case when v_known or v_said = 0 then last_message_at else v_now end,
                message_count = message_count + case when v_known then 0 else v_said end,
                unread_by_agents = unread_by_agents + case when v_known then 0 else v_by_customer end,
                unread_by_customer = unread_by_customer + case when v_known then 0 else v_by_company end,
                needs_human_at = case when v_for_humans then coalesce(needs_human_at, v_now) else needs_human_at end,
                first_response_at = case when i_author_kind = 3 and v_said = 1
                    then coalesce(first_response_at, v_now) else first_response_at end,
                lease_fence = lease_fence + case when v_give then 1 else 0 end,
                lease_reply_id = case when v_give then i_lease_reply else lease_reply_id end,
                lease_answers = case when v_give then (case when v_known then m.id else i_message end)
                    else lease_answers end,
                lease_expires_at = case when v_give
                    then v_now + make_interval(secs => i_lease_seconds) else lease_expires_at end,
                lease_stop = case when v_give then null else lease_stop end
            where tenant_id = i_tenant and id = c.id
            returning id, external_id, owner_kind, owner_id, owner_name, mode, status, epoch, last_sequence,
                created_at, updated_at, lease_fence, lease_reply_id, lease_expires_at, lease_answers,
                cut_reply_id, owner_blocked, left_to_ai, needs_human_at, assigned_agent_id
            into c;
        end if;
    end if;

    -- 4. The message and its events.
    if not v_known then
        if i_fence is not null and i_again <> 0 then
            select a.id into v_supersedes from messages a
            where a.conversation_id = c.id and a.in_reply_to = i_in_reply_to
              and not (a.supersedes is not null and a.state = 2)
            order by a.sequence desc
            limit 1;
        end if;
        insert into messages (
            tenant_id, conversation_id, sequence, id, author_kind, author_id, author_name, body, created_at,
            client_message_id, state, interruption_reason, in_reply_to, citations, usage,
            supersedes, type, visibility, metadata, asks_nothing)
        values (
            i_tenant, c.id, c.last_sequence, i_message, i_author_kind, i_author_id, i_author_name, i_body,
            c.updated_at, i_client_id, i_state, i_reason, i_in_reply_to, i_citations::jsonb, i_usage::jsonb,
            v_supersedes, i_type, i_visibility, i_metadata::jsonb, i_asks_nothing);

        v_posted := posted_event(i_posted, c.id, c.external_id, c.last_sequence, c.epoch, c.updated_at);
        if v_supersedes is not null then
            -- message.supersedes
            v_posted := v_posted || '\x12266a24'::bytea || convert_to(v_supersedes::text, 'UTF8');
        end if;
        if v_created then
            insert into outbox (id, tenant_id, type, payload, trace_parent)
            values (
                i_started_event, i_tenant, 'chat.events.v1.ConversationStarted',
                started_event(i_started, c.epoch, c.updated_at), i_trace),
                (i_event, i_tenant, 'chat.events.v1.MessagePosted', v_posted, i_trace);
        else
            insert into outbox (id, tenant_id, type, payload, trace_parent)
            values (i_event, i_tenant, 'chat.events.v1.MessagePosted', v_posted, i_trace);
        end if;
    end if;

    -- 5. The answer.
    o_outcome := 0;
    o_conversation := c.id;
    o_external := c.external_id;
    o_owner_kind := c.owner_kind;
    o_owner_id := c.owner_id;
    o_owner_name := c.owner_name;
    o_mode := c.mode;
    o_status := c.status;
    o_epoch := c.epoch;
    o_last_sequence := c.last_sequence;
    o_conversation_created := c.created_at;
    o_conversation_updated := c.updated_at;
    o_created := v_created;
    if v_give then
        o_fence := c.lease_fence;
        o_expires := c.lease_expires_at;
    end if;
    if v_known then
        o_message := m.id;
        o_sequence := m.sequence;
        o_author_kind := m.author_kind;
        o_author_id := m.author_id;
        o_author_name := m.author_name;
        o_body := m.body;
        o_created_at := m.created_at;
        o_client_id := m.client_message_id;
        o_state := m.state;
        o_reason := m.interruption_reason;
        o_in_reply_to := m.in_reply_to;
        o_citations := m.citations::text;
        o_usage := m.usage::text;
        o_supersedes := m.supersedes;
        o_type := m.type;
        o_visibility := m.visibility;
        o_metadata := m.metadata::text;
    else
        o_sequence := c.last_sequence;
        o_created_at := c.updated_at;
        o_supersedes := v_supersedes;
    end if;
    return next;
    if v_known or (i_history > 0 and not v_created) then
        v_before := o_sequence;
        for o_kind, o_message, o_sequence, o_author_kind, o_author_id, o_author_name, o_body, o_created_at,
            o_client_id, o_state, o_reason, o_in_reply_to, o_citations, o_usage, o_supersedes, o_type, o_visibility,
            o_metadata in
            (select 2::smallint, a.id, a.sequence, a.author_kind, a.author_id, a.author_name, a.body, a.created_at,
                a.client_message_id, a.state, a.interruption_reason, a.in_reply_to, a.citations::text, a.usage::text,
                a.supersedes, a.type, a.visibility, a.metadata::text
            from messages a
            where v_known and i_lease_reply is null and a.conversation_id = c.id and a.sequence > v_before
              and a.in_reply_to = m.id and not (a.supersedes is not null and a.state = 2)
            order by a.sequence desc
            limit 1)
            union all
            (select 3::smallint, h.id, h.sequence, h.author_kind, h.author_id, h.author_name, h.body, h.created_at,
                h.client_message_id, h.state, h.interruption_reason, h.in_reply_to, h.citations::text, h.usage::text,
                h.supersedes, h.type, h.visibility, h.metadata::text
            from message_history(c.id, v_before, i_history) h)
            order by 1, 3
        loop
            return next;
        end loop;
    end if;
end
$$;

grant execute on function append_message to chat_sessions;
