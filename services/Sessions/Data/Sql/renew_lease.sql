-- Held -> held for longer (Speaking/README.md). One call per lease of a batch; each names its tenant.
create function renew_lease(i_tenant uuid, i_conversation uuid, i_reply uuid, i_fence bigint, i_seconds int)
returns table (o_expires timestamptz, o_last_sequence bigint, o_stop text)
language plpgsql volatile as $$
begin
    perform set_config('chat.tenant', i_tenant::text, true);
    return query
        update conversations
        set lease_expires_at = clock_timestamp() + make_interval(secs => i_seconds)
        where tenant_id = i_tenant and id = i_conversation and lease_reply_id = i_reply and lease_fence = i_fence
        returning lease_expires_at, last_sequence, lease_stop;
end
$$;

grant execute on function renew_lease to chat_sessions;
