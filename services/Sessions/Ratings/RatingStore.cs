using Chat.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Ratings;

/// <summary>Reads ratings, and the statement that writes one (within ConversationChange).</summary>
internal sealed class RatingStore(NpgsqlDataSource source)
{
    private const string FindSql = """
        select type, value, follow_up, comment, agent_id, rated_at, updated_at
        from conversation_ratings where tenant_id = $1 and conversation_id = $2
        """;

    private const string WriteSql = """
        insert into conversation_ratings (
            tenant_id, conversation_id, type, value, follow_up, comment, agent_id, rated_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (tenant_id, conversation_id) do update
        set type = excluded.type, value = excluded.value, follow_up = excluded.follow_up, comment = excluded.comment,
            updated_at = excluded.updated_at
        """;

    public async Task<Rating?> FindAsync(Guid tenantId, Guid conversationId, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(Finding(tenantId, conversationId));
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
    }

    public static async Task<Rating?> FindAsync(
        NpgsqlTransaction transaction,
        Guid tenantId,
        Guid conversationId,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands = { Finding(tenantId, conversationId) },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
    }

    public static NpgsqlBatchCommand Writing(Guid tenantId, Guid conversationId, Rating rating) =>
        new(WriteSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = conversationId },
                new NpgsqlParameter<short> { TypedValue = (short)rating.Kind },
                new NpgsqlParameter<short> { TypedValue = (short)rating.Value },
                new NpgsqlParameter<string[]> { TypedValue = [.. rating.FollowUp] },
                new NpgsqlParameter
                {
                    Value = (object?)rating.Comment ?? DBNull.Value,
                    NpgsqlDbType = NpgsqlDbType.Text,
                },
                new NpgsqlParameter
                {
                    Value = (object?)rating.AgentId ?? DBNull.Value,
                    NpgsqlDbType = NpgsqlDbType.Uuid,
                },
                new NpgsqlParameter<DateTime> { TypedValue = rating.RatedAt },
                new NpgsqlParameter<DateTime> { TypedValue = rating.UpdatedAt },
            },
        };

    private static NpgsqlBatchCommand Finding(Guid tenantId, Guid conversationId) =>
        new(FindSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = conversationId },
            },
        };

    private static Rating Read(NpgsqlDataReader row) =>
        new()
        {
            Kind = (RatingKind)row.GetInt16(0),
            Value = row.GetInt16(1),
            FollowUp = row.GetFieldValue<string[]>(2),
            Comment = row.IsDBNull(3) ? null : row.GetString(3),
            AgentId = row.IsDBNull(4) ? null : row.GetGuid(4),
            RatedAt = row.GetDateTime(5),
            UpdatedAt = row.GetDateTime(6),
        };
}
