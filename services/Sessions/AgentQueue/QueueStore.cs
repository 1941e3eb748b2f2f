using Chat.ServiceDefaults.Data;
using Chat.Sessions.Conversations;
using Chat.Sessions.Routing;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.AgentQueue;

/// <summary>Reads the queue; one round trip each.</summary>
internal sealed class QueueStore(NpgsqlDataSource source)
{
    private const string Rank = "queue_rank(priority, queue_urgency, queue_front)";
    private const string Order = $"{Rank}, queued_at, id";

    // A team that there is not, or not any more, asks for nobody: nobody could ever be of it.
    private const string WaitingSql = $"""
        select id, required_skills, department,
            (select t.id from teams t where t.tenant_id = $1 and t.id = conversations.team_id) as team_id,
            preferred_agent_id, last_agent_id, avoids_last_agent
        from conversations
        where tenant_id = $1 and status = 3
        order by {Order} limit $2
        """;

    private const string EntriesSql = $"""
        select id, owner_kind, owner_id, owner_name, priority, {QueueUrgency.Category}, queued_at, required_skills,
            department, team_id, preferred_agent_id, subject, place, rank
        from (
            select *, {Rank} as rank, row_number() over (order by {Order}) as place
            from conversations
            where tenant_id = $1 and status = 3) as conversations
        where $3 is null or (rank, queued_at, id) > ($3, $4, $5)
        order by place limit $2
        """;

    private const string PlaceSql = $"""
        select count(*)::int from conversations w
            join conversations c on c.tenant_id = $1 and c.id = $2
        where w.tenant_id = $1 and w.status = 3 and c.status = 3
          and (queue_rank(w.priority, w.queue_urgency, w.queue_front), w.queued_at, w.id)
            <= (queue_rank(c.priority, c.queue_urgency, c.queue_front), c.queued_at, c.id)
        """;

    private const string LeftSql = "select id from conversations where tenant_id = $1 and id = any($2) and status <> 3";

    // By resolved_at, whatever became of them since: closing or archiving takes none out.
    private const string MeanSql = """
        select avg(extract(epoch from resolved_at - assigned_at))::float8
        from (
            select resolved_at, assigned_at from conversations
            where tenant_id = $1 and resolved_at is not null and assigned_at is not null and resolved_at > assigned_at
            order by resolved_at desc limit $2) as newest
        """;

    /// <summary>The head of the queue, in its order.</summary>
    public async Task<List<WaitingConversation>> HeadAsync(
        Guid tenantId,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var batch = Batch(tenantId, WaitingSql, new NpgsqlParameter<int> { TypedValue = limit });
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var waiting = new List<WaitingConversation>();
        while (await row.ReadAsync(cancellationToken))
        {
            waiting.Add(ReadWaiting(row));
        }

        return waiting;
    }

    /// <summary>What waits behind another, or from the head on; with places.</summary>
    public async Task<List<QueueEntry>> PageAsync(
        Guid tenantId,
        QueueCursor? behind,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var batch = Batch(
            tenantId,
            EntriesSql,
            new NpgsqlParameter<int> { TypedValue = limit },
            Nullable(behind?.Rank, NpgsqlDbType.Integer),
            Nullable(behind?.QueuedAt, NpgsqlDbType.TimestampTz),
            Nullable(behind?.ConversationId, NpgsqlDbType.Uuid)
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var entries = new List<QueueEntry>();
        while (await row.ReadAsync(cancellationToken))
        {
            entries.Add(ReadEntry(row));
        }

        return entries;
    }

    /// <summary>Where a conversation stands, from 1; 0: it does not wait.</summary>
    public async Task<int> PlaceAsync(Guid tenantId, Guid conversationId, CancellationToken cancellationToken)
    {
        await using var batch = Batch(tenantId, PlaceSql, new NpgsqlParameter<Guid> { TypedValue = conversationId });
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) ? row.GetInt32(0) : 0;
    }

    /// <summary>Which of these wait no more.</summary>
    public async Task<List<Guid>> LeftAsync(
        Guid tenantId,
        IReadOnlyList<Guid> conversationIds,
        CancellationToken cancellationToken
    )
    {
        var ids = new NpgsqlParameter<Guid[]> { TypedValue = [.. conversationIds] };
        await using var batch = Batch(tenantId, LeftSql, ids);
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var left = new List<Guid>();
        while (await row.ReadAsync(cancellationToken))
        {
            left.Add(row.GetGuid(0));
        }

        return left;
    }

    /// <summary>How long the conversations resolved last took their agents; null: none was.</summary>
    public async Task<TimeSpan?> MeanHandlingAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var batch = Batch(tenantId, MeanSql, new NpgsqlParameter<int> { TypedValue = WaitEstimate.Sample });
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) && !row.IsDBNull(0)
            ? TimeSpan.FromSeconds(row.GetDouble(0))
            : null;
    }

    private static WaitingConversation ReadWaiting(NpgsqlDataReader row)
    {
        var last = Id(row, 5);
        var avoids = row.GetBoolean(6);
        return new WaitingConversation
        {
            Id = row.GetGuid(0),
            Need = new RoutingNeed
            {
                Skills = row.GetFieldValue<string[]>(1),
                Department = row.IsDBNull(2) ? null : row.GetString(2),
                TeamId = Id(row, 3),
                PreferredAgentId = Id(row, 4),
                KnownAgentId = avoids ? null : last,
                ExceptAgentId = avoids ? last : null,
            },
        };
    }

    private static QueueEntry ReadEntry(NpgsqlDataReader row) =>
        new()
        {
            ConversationId = row.GetGuid(0),
            Owner = new Author((AuthorKind)row.GetInt16(1), row.GetString(2), row.GetString(3)),
            Priority = (ConversationPriority)row.GetInt16(4),
            UserCategory = row.IsDBNull(5) ? null : row.GetString(5),
            QueuedAt = row.GetDateTime(6),
            Skills = row.GetFieldValue<string[]>(7),
            Department = row.IsDBNull(8) ? null : row.GetString(8),
            TeamId = Id(row, 9),
            PreferredAgentId = Id(row, 10),
            Subject = row.IsDBNull(11) ? null : row.GetString(11),
            Place = row.GetInt64(12),
            Rank = row.GetInt32(13),
        };

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    private NpgsqlBatch Batch(Guid tenantId, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        var command = new NpgsqlBatchCommand(sql)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenantId } },
        };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
        return batch;
    }
}
