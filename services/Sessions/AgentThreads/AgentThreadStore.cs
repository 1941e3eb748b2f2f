using Chat.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.AgentThreads;

/// <summary>Reads threads and their messages, as one member sees them; one round trip each.</summary>
internal sealed class AgentThreadStore(NpgsqlDataSource source)
{
    private const string ThreadsOfSql = """
        select t.id, t.title, t.first_id is not null, t.last_sequence, m.read, t.created_at, t.last_activity_at,
            (select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'avatarUrl', a.avatar_url) order by a.name, a.id)
             from agent_thread_members o join agents a on a.tenant_id = o.tenant_id and a.id = o.agent_id
             where o.tenant_id = t.tenant_id and o.thread_id = t.id)::text
        from agent_thread_members m join agent_threads t on t.tenant_id = m.tenant_id and t.id = m.thread_id
        where m.tenant_id = $1 and m.agent_id = $2
        """;

    private const string FindSql = ThreadsOfSql + " and m.thread_id = $3";

    private const string PageSql =
        ThreadsOfSql
        + " and ($3 is null or (t.last_activity_at, t.id) < ($3, $4)) order by t.last_activity_at desc, t.id desc limit $5";

    // Who is no member gets nothing, as if there were nothing.
    private const string MessagesSql = """
        select id, sequence, agent_id, body, created_at from agent_messages
        where tenant_id = $1 and thread_id = $3 and sequence < $4
          and exists (
            select from agent_thread_members where tenant_id = $1 and agent_id = $2 and thread_id = $3)
        order by sequence desc limit $5
        """;

    private const string ReadSql = """
        update agent_thread_members m set read = greatest(m.read, least($4, t.last_sequence))
        from agent_threads t
        where m.tenant_id = $1 and m.agent_id = $2 and m.thread_id = $3 and t.tenant_id = $1 and t.id = $3
        """;

    public Task<AgentThread?> FindAsync(Guid tenantId, Guid agentId, Guid id, CancellationToken cancellationToken) =>
        FindAsync(tenantId, [Command(FindSql, tenantId, agentId, Of(id))], cancellationToken);

    /// <summary>Moves the member's mark, never back; the thread behind it.</summary>
    public Task<AgentThread?> ReadAsync(
        Guid tenantId,
        Guid agentId,
        Guid id,
        long sequence,
        CancellationToken cancellationToken
    ) =>
        FindAsync(
            tenantId,
            [
                Command(ReadSql, tenantId, agentId, Of(id), new NpgsqlParameter<long> { TypedValue = sequence }),
                Command(FindSql, tenantId, agentId, Of(id)),
            ],
            cancellationToken
        );

    /// <summary>The member's threads behind a cursor, the liveliest first.</summary>
    public async Task<List<AgentThread>> PageAsync(
        Guid tenantId,
        Guid agentId,
        AgentThreadCursor? behind,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var command = Command(
            PageSql,
            tenantId,
            agentId,
            new NpgsqlParameter
            {
                Value = (object?)behind?.ActiveAt ?? DBNull.Value,
                NpgsqlDbType = NpgsqlDbType.TimestampTz,
            },
            Of(behind?.Id ?? Guid.Empty),
            new NpgsqlParameter<int> { TypedValue = limit }
        );
        await using var batch = Batch(tenantId, [command]);
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var threads = new List<AgentThread>(limit);
        while (await row.ReadAsync(cancellationToken))
        {
            threads.Add(Read(row));
        }

        return threads;
    }

    /// <summary>Messages before a sequence, newest first.</summary>
    public async Task<List<AgentMessage>> MessagesAsync(
        Guid tenantId,
        Guid agentId,
        Guid threadId,
        long before,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var command = Command(
            MessagesSql,
            tenantId,
            agentId,
            Of(threadId),
            new NpgsqlParameter<long> { TypedValue = before },
            new NpgsqlParameter<int> { TypedValue = limit }
        );
        await using var batch = Batch(tenantId, [command]);
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var messages = new List<AgentMessage>(limit);
        while (await row.ReadAsync(cancellationToken))
        {
            messages.Add(ReadMessage(row, threadId));
        }

        return messages;
    }

    /// <summary>Reads a row of id, sequence, agent_id, body, created_at.</summary>
    public static AgentMessage ReadMessage(NpgsqlDataReader row, Guid threadId) =>
        new()
        {
            Id = row.GetGuid(0),
            ThreadId = threadId,
            Sequence = row.GetInt64(1),
            AgentId = row.GetGuid(2),
            Text = row.GetString(3),
            CreatedAt = row.GetDateTime(4),
        };

    private async Task<AgentThread?> FindAsync(
        Guid tenantId,
        IReadOnlyList<NpgsqlBatchCommand> commands,
        CancellationToken cancellationToken
    )
    {
        await using var batch = Batch(tenantId, commands);
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
    }

    private NpgsqlBatch Batch(Guid tenantId, IReadOnlyList<NpgsqlBatchCommand> commands)
    {
        var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private static NpgsqlBatchCommand Command(
        string sql,
        Guid tenantId,
        Guid agentId,
        params ReadOnlySpan<NpgsqlParameter> parameters
    )
    {
        var command = new NpgsqlBatchCommand(sql) { Parameters = { Of(tenantId), Of(agentId) } };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static NpgsqlParameter<Guid> Of(Guid value) => new() { TypedValue = value };

    private static AgentThread Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            Title = row.IsDBNull(1) ? null : row.GetString(1),
            IsDirect = row.GetBoolean(2),
            LastSequence = row.GetInt64(3),
            Read = row.GetInt64(4),
            CreatedAt = row.GetDateTime(5),
            LastActivityAt = row.GetDateTime(6),
            Members = AgentThreadJson.ReadMembers(row.GetString(7)),
        };
}
