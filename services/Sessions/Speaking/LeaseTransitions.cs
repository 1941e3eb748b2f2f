namespace Chat.Sessions.Speaking;

/// <summary>
/// What can happen to a lease, apart from being given or used up with a message, which append_message does, and being
/// renewed, which <see cref="LeaseRenewals"/> does for many at once, or cut off, which a change of the conversation does.
/// Each is one statement: the row it finds is the state it is allowed in (Speaking/README.md has the table).
/// </summary>
internal static class LeaseTransitions
{
    /// <summary>
    /// Free or run out -> held, under a new fence. $1 tenant, $2 conversation, $3 reply, $4 length in seconds, $5 the message
    /// that is answered.
    /// </summary>
    public const string Acquire = """
        update conversations
        set lease_fence = lease_fence + 1, lease_reply_id = $3, lease_answers = $5, lease_stop = null,
            lease_expires_at = clock_timestamp() + make_interval(secs => $4)
        where tenant_id = $1 and id = $2 and mode = 1 and status in (1, 3, 4)
          and (lease_reply_id is null or lease_expires_at < clock_timestamp() or lease_reply_id = $3)
        returning lease_fence, lease_expires_at, last_sequence
        """;

    /// <summary>
    /// Held -> free, nothing said; only if nobody renewed it since. $1 to $3 as above, $4 fence, $5 expiry, $6 whether that
    /// settles the question: what no lease names, and nobody answered, the AI is asked again (Unanswered).
    /// </summary>
    public const string Release = """
        update conversations
        set lease_reply_id = null, lease_expires_at = null, lease_stop = null,
            lease_answers = case when $6 then lease_answers end
        where tenant_id = $1 and id = $2 and lease_reply_id = $3 and lease_fence = $4
          and ($5 is null or lease_expires_at = $5)
        """;

    /// <summary>Held -> held, and the holder learns that it should stop. $1 to $3 as above, $4 reason.</summary>
    public const string Stop = """
        update conversations
        set lease_stop = $4
        where tenant_id = $1 and id = $2 and lease_reply_id = $3
        returning lease_fence
        """;
}
