using Chat.ServiceDefaults.Outbox;
using Chat.Sessions.Agents;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Presence;

/// <summary>What is stored of presence: what others see, and what the agent chose (Data/Sql/agent_presence.sql).</summary>
internal sealed class PresenceStore(NpgsqlDataSource source)
{
    private const string RefreshSql = """
        select tenant_id, agent_id, status, chosen from refresh_agents($1, $2, $3, $4, $5, $6)
        """;

    private const string OneSql = """
        select status, chosen_status from agents where tenant_id = $1 and id = $2 and deleted_at is null
        """;

    /// <summary>Takes in the news; the events of what changed by it are in the same transaction.</summary>
    /// <param name="news">At most one of an agent.</param>
    /// <param name="idle">For each of them after how long without activity it is away.</param>
    public async Task<List<StatusChange>> RefreshAsync(
        IReadOnlyList<AgentNews> news,
        TimeSpan[] idle,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(RefreshSql, connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid[]> { TypedValue = [.. news.Select(item => item.Agent.TenantId)] },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. news.Select(item => item.Agent.AgentId)] },
                new NpgsqlParameter<bool?[]> { TypedValue = [.. news.Select(item => item.IsConnected)] },
                new NpgsqlParameter<bool[]> { TypedValue = [.. news.Select(item => item.IsActive)] },
                new NpgsqlParameter<short?[]> { TypedValue = [.. news.Select(item => (short?)item.Chosen)] },
                new NpgsqlParameter<TimeSpan[]> { TypedValue = idle },
            },
        };
        var changes = new List<StatusChange>();
        await using (var row = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await row.ReadAsync(cancellationToken))
            {
                var agent = new AgentKey(row.GetGuid(0), row.GetGuid(1));
                changes.Add(new StatusChange(agent, (AgentStatus)row.GetInt16(2), (AgentStatus)row.GetInt16(3)));
            }
        }

        if (changes.Count > 0)
        {
            await AddEventsAsync(transaction, changes, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return changes;
    }

    /// <summary>What others see of an agent and what it chose; null: there is none.</summary>
    public async Task<StatusChange?> FindAsync(AgentKey agent, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        ServiceDefaults.Data.TenantScope.AddTo(batch, agent.TenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(OneSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = agent.TenantId },
                    new NpgsqlParameter<Guid> { TypedValue = agent.AgentId },
                },
            }
        );
        await using var row = await ServiceDefaults.Data.TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new StatusChange(agent, (AgentStatus)row.GetInt16(0), (AgentStatus)row.GetInt16(1))
            : null;
    }

    /// <summary>Everybody who is taken for connected, of all tenants.</summary>
    public async Task<List<AgentKey>> ConnectedAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select tenant_id, agent_id from connected_agents()");
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var agents = new List<AgentKey>();
        while (await row.ReadAsync(cancellationToken))
        {
            agents.Add(new AgentKey(row.GetGuid(0), row.GetGuid(1)));
        }

        return agents;
    }

    /// <summary>Which of the logins told of open nothing any more.</summary>
    public async Task<List<Guid>> EndedAsync(IReadOnlyList<AgentBeat> beats, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select login_id from ended_logins($1, $2)");
        command.Parameters.Add(
            new NpgsqlParameter<Guid[]> { TypedValue = [.. beats.Select(beat => beat.Agent.TenantId)] }
        );
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. beats.Select(beat => beat.LoginId)] });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var ended = new List<Guid>();
        while (await row.ReadAsync(cancellationToken))
        {
            ended.Add(row.GetGuid(0));
        }

        return ended;
    }

    private static async Task AddEventsAsync(
        NpgsqlTransaction transaction,
        List<StatusChange> changes,
        CancellationToken cancellationToken
    )
    {
        var rows = changes.ConvertAll(PresenceEvents.Changed);
        await using var command = new NpgsqlCommand(Outbox.InsertSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid[]> { TypedValue = [.. rows.Select(row => row.Id)] },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. rows.Select(row => row.TenantId)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. rows.Select(row => row.Type)] },
                new NpgsqlParameter<byte[][]> { TypedValue = [.. rows.Select(row => row.Payload)] },
                new NpgsqlParameter
                {
                    Value = rows.Select(row => row.TraceParent).ToArray(),
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
                },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
