-- Moves the marks of one participant forward, never back, and counts what its side has not read. Guard as in
-- append_message. No row: no such conversation, or not the caller's. While an agent has it, colleagues only look on: what
-- they see is not read for its customer, and leaves nothing.
create or replace function mark_receipt(
    i_tenant uuid, i_conversation uuid, i_guard_kind smallint, i_guard_id text, i_kind smallint, i_subject text,
    i_delivered bigint, i_read bigint)
returns table (o_delivered bigint, o_read bigint, o_changed boolean)
language plpgsql volatile as $$
declare
    v_last bigint;
    v_looks_on boolean;
    v_before conversation_receipts%rowtype;
begin
    select last_sequence, i_kind = 3 and status in (4, 5) and assigned_agent_id::text <> i_subject
    into v_last, v_looks_on from conversations
    where tenant_id = i_tenant and id = i_conversation
      and (i_guard_kind is null or (owner_kind = i_guard_kind and owner_id = i_guard_id)
        or is_same_customer(tenant_id, i_guard_kind, i_guard_id, owner_kind, owner_id))
    for update;
    if not found then
        return;
    end if;

    select * into v_before from conversation_receipts
    where tenant_id = i_tenant and conversation_id = i_conversation and kind = i_kind and subject = i_subject;
    o_read := greatest(coalesce(v_before.read, 0), least(i_read, v_last));
    o_delivered := greatest(coalesce(v_before.delivered, 0), least(i_delivered, v_last), o_read);
    if v_looks_on then
        o_read := coalesce(v_before.read, 0);
        o_delivered := coalesce(v_before.delivered, 0);
    end if;
    o_changed := o_read > coalesce(v_before.read, 0) or o_delivered > coalesce(v_before.delivered, 0);
    if o_changed then
        insert into conversation_receipts as r (tenant_id, conversation_id, kind, subject, delivered, read, updated_at)
        values (i_tenant, i_conversation, i_kind, i_subject, o_delivered, o_read, clock_timestamp())
        on conflict (tenant_id, conversation_id, kind, subject) do update
        set delivered = excluded.delivered, read = excluded.read, updated_at = excluded.updated_at;
    end if;

    if o_read > coalesce(v_before.read, 0) then
        if i_kind in (1, 2) then
            -- By whichever of its names: what the customer has read on one device stays read on the other.
            update conversations
            set unread_by_customer = least(unread_by_customer, (
                select count(*) from messages
                where conversation_id = i_conversation and sequence > o_read and visibility = 1 and type <> 6 and deleted_at is null
                  and author_kind in (3, 4)))
            where tenant_id = i_tenant and id = i_conversation;
        else
            -- What one agent has read, the company has.
            update conversations
            set unread_by_agents = least(unread_by_agents, (
                select count(*) from messages
                where conversation_id = i_conversation and sequence > o_read and visibility = 1 and type <> 6 and deleted_at is null
                  and author_kind in (1, 2)))
            where tenant_id = i_tenant and id = i_conversation;
        end if;
    end if;
    return next;
end
$$;

grant execute on function mark_receipt to chat_sessions;
