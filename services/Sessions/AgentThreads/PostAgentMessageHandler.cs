using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.Conversations;
using Chat.Sessions.Signals;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.AgentThreads;

/// <summary>Stores a message to colleagues and tells those who are there.</summary>
internal sealed class PostAgentMessageHandler(NpgsqlDataSource source, ISignals signals)
{
    private const int MaxText = 5000;
    private const int MaxClientMessageId = 128;

    // Locked: messages of a thread have one order.
    private const string LockSql = """
        select last_sequence, array(select agent_id from agent_thread_members where tenant_id = $1 and thread_id = $2)
        from agent_threads t
        where tenant_id = $1 and id = $2
          and exists (select from agent_thread_members where tenant_id = $1 and agent_id = $3 and thread_id = $2)
        for update
        """;

    private const string RepeatedSql = """
        select id, sequence, agent_id, body, created_at from agent_messages
        where tenant_id = $1 and thread_id = $2 and agent_id = $3 and client_message_id = $4
        """;

    private const string InsertSql = """
        insert into agent_messages (tenant_id, thread_id, sequence, id, agent_id, body, created_at, client_message_id)
        values ($1, $2, $3, $4, $5, $6, clock_timestamp(), $7)
        returning id, sequence, agent_id, body, created_at
        """;

    // Who writes has seen what is there.
    private const string MoveSql = """
        with moved as (
            update agent_threads set last_sequence = $3, last_activity_at = clock_timestamp()
            where tenant_id = $1 and id = $2)
        update agent_thread_members set read = $3 where tenant_id = $1 and agent_id = $4 and thread_id = $2
        """;

    public async Task<Result<PostedAgentMessage>> HandleAsync(
        PostAgentMessage request,
        CancellationToken cancellationToken
    )
    {
        if (AgentAccess.AgentIdOf(request.Principal) is not { } author)
        {
            return new AgentsOnly();
        }

        var faults = new List<FieldFault>();
        DetailsRules.Text(faults, "/text", request.Text, 1, MaxText);
        DetailsRules.Text(faults, request.IdField, request.ClientMessageId, 1, MaxClientMessageId);
        if (faults.Count > 0)
        {
            return new Invalid(faults);
        }

        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await TenantScope.ApplyAsync(transaction, request.Principal.TenantId, cancellationToken);
        var (last, members, repeated) = await LockAsync(transaction, request, author, cancellationToken);
        if (members is null)
        {
            return new AgentThreadNotFound();
        }

        if (repeated is not null)
        {
            return repeated.Text == request.Text
                ? new PostedAgentMessage(repeated, Created: false)
                : new AgentMessageReused();
        }

        var message = await WriteAsync(transaction, request, author, last + 1, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var member in members)
        {
            signals.Publish(
                request.Principal.TenantId,
                SignalTopic.Agent(member),
                new AgentMessageSignal(message.ThreadId, message.Sequence, author)
            );
        }

        return new PostedAgentMessage(message, Created: true);
    }

    private static async Task<(long Last, Guid[]? Members, AgentMessage? Repeated)> LockAsync(
        NpgsqlTransaction transaction,
        PostAgentMessage request,
        Guid author,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(Command(LockSql, request, Of(author)));
        batch.BatchCommands.Add(
            Command(RepeatedSql, request, Of(author), Of(request.ClientMessageId, NpgsqlDbType.Text))
        );
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return default;
        }

        var (last, members) = (row.GetInt64(0), row.GetFieldValue<Guid[]>(1));
        await row.NextResultAsync(cancellationToken);
        var isRepeated = await row.ReadAsync(cancellationToken);
        return (last, members, isRepeated ? AgentThreadStore.ReadMessage(row, request.ThreadId) : null);
    }

    private static async Task<AgentMessage> WriteAsync(
        NpgsqlTransaction transaction,
        PostAgentMessage request,
        Guid author,
        long sequence,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(
            Command(
                InsertSql,
                request,
                Of(sequence, NpgsqlDbType.Bigint),
                Of(Ids.New()),
                Of(author),
                Of(request.Text, NpgsqlDbType.Text),
                Of(request.ClientMessageId, NpgsqlDbType.Text)
            )
        );
        batch.BatchCommands.Add(Command(MoveSql, request, Of(sequence, NpgsqlDbType.Bigint), Of(author)));
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return AgentThreadStore.ReadMessage(row, request.ThreadId);
    }

    private static NpgsqlBatchCommand Command(
        string sql,
        PostAgentMessage request,
        params ReadOnlySpan<NpgsqlParameter> parameters
    )
    {
        var command = new NpgsqlBatchCommand(sql)
        {
            Parameters = { Of(request.Principal.TenantId), Of(request.ThreadId) },
        };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static NpgsqlParameter<Guid> Of(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}

/// <summary>Asks for a message.</summary>
internal sealed record PostAgentMessage
{
    public required Principal Principal { get; init; }
    public required Guid ThreadId { get; init; }
    public required string Text { get; init; }
    public string? ClientMessageId { get; init; }

    /// <summary>Where it came from, as faults name it.</summary>
    public required string IdField { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Message">As it is stored.</param>
/// <param name="Created">False: it was there.</param>
internal sealed record PostedAgentMessage(AgentMessage Message, bool Created);
