-- A visitor or user that may begin conversations at the same time as it is linked to a customer, until the transaction ends.
-- The key is that of IdentityWrites.LockIdentityAsync, whose lock excludes this one.
create function lock_sender(tenant uuid, kind smallint, subject text) returns void
language sql as $$
    select pg_advisory_xact_lock_shared(hashtextextended('identity ' || tenant::text || ' ' || kind::text || ' ' || subject, 0))
$$;
grant execute on function lock_sender to chat_sessions;
