using Chat.ServiceDefaults.Data;
using Npgsql;

namespace Chat.Sessions.Agents;

/// <summary>Who works for a tenant, for the other features; one round trip each, always as it is now.</summary>
internal sealed class AgentDirectory(NpgsqlDataSource source)
{
    // What an agent has is counted, never kept: a counter drifts. The numbers are those of ConversationStatus.
    private const string Load = """
        select count(*)::int from conversations c
        where c.tenant_id = a.tenant_id and c.assigned_agent_id = a.id and c.status in (4, 5)
        """;

    /// <summary>Columns of a card, in the order in which <see cref="Read"/> wants them; the table is `a`.</summary>
    public const string Columns = $"""
        a.id, a.email, a.name, a.avatar_url, a.role, a.title, a.status, a.capacity, a.skills, a.department, a.level,
        a.parent_id, a.team_id, a.visibility, a.mode_override, a.ai_enabled, a.auto_accept, a.is_default,
        a.is_active and a.deleted_at is null, a.last_activity_at, ({Load})
        """;

    // Those who left, too: transcripts and old assignments name them.
    private const string ByIdsSql = $"select {Columns} from agents a where a.tenant_id = $1 and a.id = any($2)";

    private const string PresentSql = $"{ByIdsSql} and a.deleted_at is null";

    private const short Any = 0;

    // The status is that of AgentStatus.
    private const string AvailableSql = $"""
        select * from (
            select {Columns}, a.capacity as most, ({Load}) as load
            from agents a
            where a.tenant_id = $1 and a.status = 1 and a.is_active and a.deleted_at is null
              and ($2 = 0 or a.visibility = $2) and a.id < $3
        ) as online
        where load < most
        order by id desc limit $4
        """;

    private const string LoadsSql = $"select a.id, ({Load}) from agents a where a.tenant_id = $1 and a.id = any($2)";

    /// <summary>An agent, even one that left; null: there never was one.</summary>
    public async Task<AgentCard?> FindAsync(Guid tenantId, Guid agentId, CancellationToken cancellationToken) =>
        (await FindManyAsync(tenantId, [agentId], cancellationToken)).GetValueOrDefault(agentId);

    /// <summary>Whether there is such an agent who has not left.</summary>
    public async Task<bool> IsPresentAsync(Guid tenantId, Guid agentId, CancellationToken cancellationToken)
    {
        var ids = new NpgsqlParameter<Guid[]> { TypedValue = [agentId] };
        return (await ReadAllAsync(tenantId, PresentSql, [ids], cancellationToken)).Count > 0;
    }

    /// <summary>Agents by their ids; what is not found is left out.</summary>
    public async Task<Dictionary<Guid, AgentCard>> FindManyAsync(
        Guid tenantId,
        Guid[] agentIds,
        CancellationToken cancellationToken
    )
    {
        var ids = new NpgsqlParameter<Guid[]> { TypedValue = agentIds };
        var cards = await ReadAllAsync(tenantId, ByIdsSql, [ids], cancellationToken);
        return cards.ToDictionary(card => card.Id);
    }

    /// <summary>Who is online and has room for another conversation; newest first.</summary>
    /// <param name="visibility">Those of this visibility alone; null: all.</param>
    public Task<List<AgentCard>> ListAvailableAsync(
        Guid tenantId,
        AgentVisibility? visibility,
        Guid? olderThan,
        int limit,
        CancellationToken cancellationToken
    ) =>
        ReadAllAsync(
            tenantId,
            AvailableSql,
            [
                new NpgsqlParameter<short> { TypedValue = visibility is { } wanted ? (short)wanted : Any },
                new NpgsqlParameter<Guid> { TypedValue = olderThan ?? Guid.AllBitsSet },
                new NpgsqlParameter<int> { TypedValue = limit },
            ],
            cancellationToken
        );

    /// <summary>How many conversations agents have now.</summary>
    public async Task<Dictionary<Guid, int>> CountAsync(
        Guid tenantId,
        Guid[] agentIds,
        CancellationToken cancellationToken
    )
    {
        await using var batch = Batch(tenantId, LoadsSql, [new NpgsqlParameter<Guid[]> { TypedValue = agentIds }]);
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var loads = new Dictionary<Guid, int>();
        while (await row.ReadAsync(cancellationToken))
        {
            loads[row.GetGuid(0)] = row.GetInt32(1);
        }

        return loads;
    }

    /// <summary>The card of a row whose first columns are <see cref="Columns"/>.</summary>
    public static AgentCard Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            Email = row.GetString(1),
            Name = row.GetString(2),
            AvatarUrl = Text(row, 3),
            Role = (AgentRole)row.GetInt16(4),
            Title = Text(row, 5),
            Status = (AgentStatus)row.GetInt16(6),
            Capacity = row.GetInt16(7),
            Skills = row.GetFieldValue<string[]>(8),
            Department = Text(row, 9),
            Level = row.GetInt16(10),
            ParentId = row.IsDBNull(11) ? null : row.GetGuid(11),
            TeamId = row.IsDBNull(12) ? null : row.GetGuid(12),
            Visibility = (AgentVisibility)row.GetInt16(13),
            ModeOverride = (AgentMode)row.GetInt16(14),
            AiEnabled = row.GetBoolean(15),
            AutoAccept = row.GetBoolean(16),
            IsDefault = row.GetBoolean(17),
            IsActive = row.GetBoolean(18),
            LastActivityAt = row.IsDBNull(19) ? null : row.GetDateTime(19),
            ActiveConversations = row.GetInt32(20),
        };

    private async Task<List<AgentCard>> ReadAllAsync(
        Guid tenantId,
        string sql,
        NpgsqlParameter[] parameters,
        CancellationToken cancellationToken
    )
    {
        await using var batch = Batch(tenantId, sql, parameters);
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var cards = new List<AgentCard>();
        while (await row.ReadAsync(cancellationToken))
        {
            cards.Add(Read(row));
        }

        return cards;
    }

    private NpgsqlBatch Batch(Guid tenantId, string sql, NpgsqlParameter[] parameters)
    {
        var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
        return batch;
    }

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
