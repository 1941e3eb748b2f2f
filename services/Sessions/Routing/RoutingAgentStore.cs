using Chat.ServiceDefaults.Data;
using Chat.Sessions.Agents;
using Npgsql;

namespace Chat.Sessions.Routing;

/// <summary>Reads agents with what they have to do, as it is at this moment.</summary>
internal sealed class RoutingAgentStore(NpgsqlDataSource source)
{
    private const string Columns = """
        a.id, a.is_active and a.deleted_at is null, a.status = 1, a.capacity, a.skills, a.department, a.team_id,
        a.parent_id, a.level, a.visibility = 2, a.is_default, a.mode_override, t.assigned_at, a.auto_accept,
        a.ai_enabled
        """;

    private const string AllSql = $"""
        select {Columns}, coalesce(l.load, 0)
        from agents a
            left join agent_turns t on t.tenant_id = a.tenant_id and t.agent_id = a.id
            left join (
                select assigned_agent_id, count(*)::int as load
                from conversations
                where tenant_id = $1 and status in (4, 5) and assigned_agent_id is not null
                group by 1) l on l.assigned_agent_id = a.id
        where a.tenant_id = $1 and a.deleted_at is null
        """;

    private const string ActiveSql = AllSql + " and a.is_active";

    private const string AnySql =
        "select exists (select from agents where tenant_id = $1 and is_active and deleted_at is null)";

    // Who assigns waits here for the one before: what both count then is what is really open. Presence, which writes
    // the same row, waits as long as that transaction lasts.
    private const string LockSql = "select 1 from agents where tenant_id = $1 and id = $2 for no key update";

    // A statement of its own, behind the lock: it sees what the one before has committed.
    private const string LockedSql = $"""
        select {Columns}, (
            select count(*)::int from conversations
            where tenant_id = $1 and assigned_agent_id = $2 and status in (4, 5) and id <> $3)
        from agents a
            left join agent_turns t on t.tenant_id = a.tenant_id and t.agent_id = a.id
        where a.tenant_id = $1 and a.id = $2 and a.deleted_at is null
        """;

    /// <summary>Whether anybody may work, online or not.</summary>
    public async Task<bool> AnyAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(AnySql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenantId } } }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) && row.GetBoolean(0);
    }

    /// <summary>Everybody who may work, online or not.</summary>
    public Task<List<RoutingAgent>> ListAsync(Guid tenantId, CancellationToken cancellationToken) =>
        ListAsync(tenantId, ActiveSql, cancellationToken);

    /// <summary>Also who was kept out: in the hierarchy it goes on standing between those below and above it.</summary>
    public Task<List<RoutingAgent>> ListAllAsync(Guid tenantId, CancellationToken cancellationToken) =>
        ListAsync(tenantId, AllSql, cancellationToken);

    /// <summary>
    /// One agent, whom nobody else can give anything until the transaction ends. The conversation itself is not counted.
    /// Null: there is none, or it was deleted.
    /// </summary>
    public static async Task<RoutingAgent?> LockAsync(
        NpgsqlTransaction transaction,
        Guid tenantId,
        Guid agentId,
        Guid conversationId,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(LockSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid> { TypedValue = agentId },
                },
            }
        );
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(LockedSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid> { TypedValue = agentId },
                    new NpgsqlParameter<Guid> { TypedValue = conversationId },
                },
            }
        );
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.NextResultAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
    }

    private async Task<List<RoutingAgent>> ListAsync(Guid tenantId, string sql, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenantId } } }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var agents = new List<RoutingAgent>();
        while (await row.ReadAsync(cancellationToken))
        {
            agents.Add(Read(row));
        }

        return agents;
    }

    private static RoutingAgent Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            IsActive = row.GetBoolean(1),
            IsOnline = row.GetBoolean(2),
            Capacity = row.GetInt16(3),
            Skills = row.GetFieldValue<string[]>(4),
            Department = row.IsDBNull(5) ? null : row.GetString(5),
            TeamId = row.IsDBNull(6) ? null : row.GetGuid(6),
            ParentId = row.IsDBNull(7) ? null : row.GetGuid(7),
            Level = row.GetInt16(8),
            IsPublic = row.GetBoolean(9),
            IsDefault = row.GetBoolean(10),
            Mode = (AgentMode)row.GetInt16(11),
            LastAssignedAt = row.IsDBNull(12) ? null : row.GetDateTime(12),
            AutoAccepts = row.GetBoolean(13),
            MayAiHelp = row.GetBoolean(14),
            Load = row.GetInt32(15),
        };
}
