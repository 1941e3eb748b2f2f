using Chat.ServiceDefaults.Data;
using Chat.Sessions.Messages;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Conversations;

/// <summary>The locked row of a conversation, and the statements that write it (<see cref="ConversationChange"/>).</summary>
/// <param name="State">As it was found.</param>
/// <param name="Now">The database's time, not before the row's last change.</param>
/// <param name="Fence">Of the lease to speak.</param>
/// <param name="IsSpoken">Somebody holds that lease, or held it and it ran out.</param>
/// <param name="IsBlocked">Its customer is blocked.</param>
internal sealed record ConversationRow(ConversationState State, DateTime Now, long Fence, bool IsSpoken, bool IsBlocked)
{
    /// <summary>The columns <see cref="Read"/> expects, in its order; of the table conversations.</summary>
    public const string LockedColumns =
        ConversationStateReader.Columns
        + ", lease_fence, lease_reply_id is not null, greatest(clock_timestamp(), updated_at), owner_blocked";

    private const string LockSql = $"""
        select {LockedColumns}
        from conversations
        where tenant_id = $1 and id = $2 and ($3 is null or (owner_kind = $3 and owner_id = $4)
            or is_same_customer(tenant_id, $3, $4, owner_kind, owner_id))
        for update
        """;

    private const string CardsSql =
        "select " + ConversationStateReader.CardColumns + " from conversations where tenant_id = $1 and id = $2";

    private const string UpdateSql = """
        update conversations
        set mode = $3, status = $4, last_sequence = $5, updated_at = $6, revision = $7, priority = $8, channel = $9,
            subject = $10, tags = $11, metadata = $12::jsonb, assigned_agent_id = $13, assigned_at = $14,
            queued_at = $15, user_category = $16, team_id = $17, department = $18, first_response_at = $19,
            resolved_at = $20, closed_at = $21, unread_by_agents = $22, unread_by_customer = $23, satisfaction = $24,
            owner_name = $25, label = $26
        where tenant_id = $1 and id = $2
        """;

    // What was said until now may still be stored, once, as interrupted.
    private const string CutSql = """
        update conversations
        set lease_fence = lease_fence + 1, cut_reply_id = coalesce(lease_reply_id, cut_reply_id),
            lease_reply_id = null, lease_expires_at = null, lease_stop = null
        where tenant_id = $1 and id = $2
        """;

    private const string EntrySql = """
        insert into messages (
            tenant_id, conversation_id, sequence, id, author_kind, author_id, author_name, body, created_at, state, type,
            visibility, event)
        values ($1, $2, $3, $4, $5, '', '', '', $6, 1, $7, $8, $9::jsonb)
        """;

    private const string OutboxSql =
        "insert into outbox (id, tenant_id, type, payload, trace_parent) values ($1, $2, $3, $4, $5)";

    /// <summary>Locks it. Null: there is none, or it is not the caller's.</summary>
    public static async Task<ConversationRow?> LockAsync(
        NpgsqlTransaction transaction,
        ConversationKey key,
        ConversationGuard guard,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        TenantScope.AddTo(batch, key.TenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(LockSql)
            {
                Parameters =
                {
                    Of(key.TenantId),
                    Of(key.ConversationId),
                    Of(guard.Kind is { } kind ? (short)kind : null, NpgsqlDbType.Smallint),
                    Of(guard.Id, NpgsqlDbType.Text),
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
    }

    /// <summary>Reads a row of a query for <see cref="LockedColumns"/>.</summary>
    public static ConversationRow Read(NpgsqlDataReader row)
    {
        const int added = ConversationStateReader.Count;
        return new ConversationRow(
            ConversationStateReader.Read(row),
            row.GetDateTime(added + 2),
            row.GetInt64(added),
            row.GetBoolean(added + 1),
            row.GetBoolean(added + 3)
        );
    }

    /// <summary>Adds all that a change writes.</summary>
    public static void AddTo(NpgsqlBatch batch, PreparedChange change)
    {
        foreach (var command in change.Update.With)
        {
            batch.BatchCommands.Add(command);
        }

        if (change.Cut)
        {
            batch.BatchCommands.Add(
                new NpgsqlBatchCommand(CutSql) { Parameters = { Of(change.TenantId), Of(change.Next.Id) } }
            );
        }

        batch.BatchCommands.Add(Updating(change.TenantId, change.Next));
        batch.BatchCommands.Add(Appending(change.TenantId, change.Entry));
        batch.BatchCommands.Add(Telling(change.TenantId, change.Next, change.Entry));
    }

    /// <summary>The conversation with who has it and who its customer is.</summary>
    public static async Task<ConversationState> ShowAsync(
        NpgsqlTransaction transaction,
        ConversationKey key,
        ConversationState conversation,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(CardsSql, transaction.Connection, transaction)
        {
            Parameters = { Of(key.TenantId), Of(key.ConversationId) },
        };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? ConversationStateReader.ReadCards(row, 0, conversation)
            : conversation;
    }

    private static NpgsqlBatchCommand Updating(Guid tenantId, ConversationState next) =>
        new(UpdateSql)
        {
            Parameters =
            {
                Of(tenantId),
                Of(next.Id),
                Of((short)next.Mode, NpgsqlDbType.Smallint),
                Of((short)next.Status, NpgsqlDbType.Smallint),
                Of(next.LastSequence, NpgsqlDbType.Bigint),
                Of(next.UpdatedAt, NpgsqlDbType.TimestampTz),
                Of(next.Revision, NpgsqlDbType.Bigint),
                Of((short)next.Priority, NpgsqlDbType.Smallint),
                Of(next.Channel, NpgsqlDbType.Text),
                Of(next.Subject, NpgsqlDbType.Text),
                Of(next.Tags.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text),
                Of(next.Metadata, NpgsqlDbType.Text),
                Of(next.AssignedAgentId, NpgsqlDbType.Uuid),
                Of(next.AssignedAt, NpgsqlDbType.TimestampTz),
                Of(next.QueuedAt, NpgsqlDbType.TimestampTz),
                Of(next.UserCategory, NpgsqlDbType.Text),
                Of(next.TeamId, NpgsqlDbType.Uuid),
                Of(next.Department, NpgsqlDbType.Text),
                Of(next.FirstResponseAt, NpgsqlDbType.TimestampTz),
                Of(next.ResolvedAt, NpgsqlDbType.TimestampTz),
                Of(next.ClosedAt, NpgsqlDbType.TimestampTz),
                Of(next.UnreadByAgents, NpgsqlDbType.Integer),
                Of(next.UnreadByCustomer, NpgsqlDbType.Integer),
                Of((short?)next.Satisfaction, NpgsqlDbType.Smallint),
                Of(next.Owner.DisplayName, NpgsqlDbType.Text),
                Of((short?)next.Label, NpgsqlDbType.Smallint),
            },
        };

    private static NpgsqlBatchCommand Appending(Guid tenantId, StoredMessage entry) =>
        new(EntrySql)
        {
            Parameters =
            {
                Of(tenantId),
                Of(entry.ConversationId),
                Of(entry.Sequence, NpgsqlDbType.Bigint),
                Of(entry.Id),
                Of((short)entry.Author.Kind, NpgsqlDbType.Smallint),
                Of(entry.CreatedAt, NpgsqlDbType.TimestampTz),
                Of((short)entry.Type, NpgsqlDbType.Smallint),
                Of((short)entry.Visibility, NpgsqlDbType.Smallint),
                Of(MessageJson.Write(entry.Event!), NpgsqlDbType.Text),
            },
        };

    private static NpgsqlBatchCommand Telling(Guid tenantId, ConversationState next, StoredMessage entry)
    {
        var row = ConversationBusEvents.Changed(tenantId, next, entry);
        return new NpgsqlBatchCommand(OutboxSql)
        {
            Parameters =
            {
                Of(row.Id),
                Of(row.TenantId),
                Of(row.Type, NpgsqlDbType.Text),
                Of(row.Payload, NpgsqlDbType.Bytea),
                Of(row.TraceParent, NpgsqlDbType.Text),
            },
        };
    }

    private static NpgsqlParameter<Guid> Of(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
