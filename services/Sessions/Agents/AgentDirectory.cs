using Chat.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Agents;

/// <summary>Who works for a tenant, for the other features; one round trip each, always as it is now.</summary>
internal sealed class AgentDirectory(NpgsqlDataSource source)
{
    /// <summary>Columns of a card, in the order in which <see cref="Read"/> wants them; the table is `a`.</summary>
    public const string Columns = """
        a.id, a.email, a.name, a.avatar_url, a.role, a.title, a.status, a.capacity, a.skills, a.department, a.level,
        a.parent_id, a.team_id, a.visibility, a.mode_override, a.ai_enabled, a.auto_accept, a.is_default,
        a.is_active and a.deleted_at is null, a.last_activity_at
        """;

    // Those who left, too: transcripts and old assignments name them.
    private const string ByIdsSql = $"select {Columns} from agents a where a.tenant_id = $1 and a.id = any($2)";

    // The numbers are those of AgentStatus.
    private const string OnlineSql = $"""
        select {Columns} from agents a
        where a.tenant_id = $1 and a.status = 1 and a.is_active and a.deleted_at is null
        order by a.id
        """;

    /// <summary>An agent, even one that left; null: there never was one.</summary>
    public async Task<AgentCard?> FindAsync(Guid tenantId, Guid agentId, CancellationToken cancellationToken) =>
        (await FindManyAsync(tenantId, [agentId], cancellationToken)).GetValueOrDefault(agentId);

    /// <summary>Agents by their ids; what is not found is left out.</summary>
    public async Task<Dictionary<Guid, AgentCard>> FindManyAsync(
        Guid tenantId,
        Guid[] agentIds,
        CancellationToken cancellationToken
    )
    {
        var ids = new NpgsqlParameter { Value = agentIds, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };
        var cards = await ReadAllAsync(tenantId, ByIdsSql, [ids], cancellationToken);
        return cards.ToDictionary(card => card.Id);
    }

    /// <summary>Everybody who is online, whether or not there is room for more work.</summary>
    public Task<List<AgentCard>> ListOnlineAsync(Guid tenantId, CancellationToken cancellationToken) =>
        ReadAllAsync(tenantId, OnlineSql, [], cancellationToken);

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
        };

    private async Task<List<AgentCard>> ReadAllAsync(
        Guid tenantId,
        string sql,
        NpgsqlParameter[] parameters,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
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
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var cards = new List<AgentCard>();
        while (await row.ReadAsync(cancellationToken))
        {
            cards.Add(Read(row));
        }

        return cards;
    }

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
