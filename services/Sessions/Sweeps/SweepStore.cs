using Chat.ServiceDefaults.Data;
using Chat.Sessions.Conversations;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Sweeps;

/// <summary>Finds and ends what a rule says, page by page.</summary>
internal sealed class SweepStore(NpgsqlDataSource source, ConversationAnnouncer announcer)
{
    private const string TenantsSql = "select tenant_id from sweep_tenants()";

    /// <summary>The tenants that have anything to be looked at.</summary>
    public async Task<List<Guid>> TenantsAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(TenantsSql);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var tenants = new List<Guid>();
        while (await row.ReadAsync(cancellationToken))
        {
            tenants.Add(row.GetGuid(0));
        }

        return tenants;
    }

    /// <summary>Ids of conversations that the rule ends, behind one; nothing is locked.</summary>
    public async Task<List<Guid>> CandidatesAsync(
        Guid tenantId,
        SweepRule rule,
        TimeSpan age,
        Guid after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        foreach (var command in Candidates(tenantId, rule, age, after, limit))
        {
            batch.BatchCommands.Add(command);
        }

        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var ids = new List<Guid>(limit);
        while (await row.ReadAsync(cancellationToken))
        {
            ids.Add(row.GetGuid(0));
        }

        return ids;
    }

    /// <summary>
    /// The statement of <see cref="CandidatesAsync"/>, and the setting it needs. Each status has a page of its own, in the
    /// order of their index: while many are live, the planner would look for the few old ones through the tenant's whole
    /// history, or sort all of them for each page. What was begun lately is not old: that spares reading it.
    /// </summary>
    internal static IEnumerable<NpgsqlBatchCommand> Candidates(
        Guid tenantId,
        SweepRule rule,
        TimeSpan age,
        Guid after,
        int limit
    )
    {
        yield return new NpgsqlBatchCommand("set local enable_bitmapscan = off");
        var command = new NpgsqlBatchCommand(
            $"""
            select found.id
            from unnest($2) as s(one), lateral (
                select id from conversations
                where (status, tenant_id, id) > (s.one, $1, $4)
                  and (status, tenant_id, id) < (s.one, $1, id_floor(now() - $3)) and {Condition(rule)}
                order by status, tenant_id, id limit $5
            ) as found
            order by found.id limit $5
            """
        );
        AddCondition(command, tenantId, rule, age);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        yield return command;
    }

    /// <summary>Ends those of the given ones that nobody holds at this moment and that the rule still ends.</summary>
    public async Task<int> EndAsync(
        Guid tenantId,
        SweepRule rule,
        TimeSpan age,
        IReadOnlyList<Guid> ids,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var changes = new List<PreparedChange>(ids.Count);
        foreach (var row in await LockAsync(transaction, tenantId, rule, age, ids, cancellationToken))
        {
            var move = new ConversationMove { Action = rule.Action, Reason = rule.Reason };
            var decided = ConversationMoves.Decide(row.State, row.Now, ConversationActor.System, move);
            if (decided is { IsSuccess: true, Value.Event: not null })
            {
                changes.Add(PreparedChange.Of(tenantId, row, decided.Value));
            }
        }

        if (changes.Count == 0)
        {
            return 0;
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        changes.ForEach(change => ConversationRow.AddTo(batch, change));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        changes.ForEach(announcer.Tell);
        return changes.Count;
    }

    private static async Task<List<ConversationRow>> LockAsync(
        NpgsqlTransaction transaction,
        Guid tenantId,
        SweepRule rule,
        TimeSpan age,
        IReadOnlyList<Guid> ids,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        TenantScope.AddTo(batch, tenantId);
        // Skipping what is locked, it waits for nobody, and so never stands in a circle of waiting.
        var command = new NpgsqlBatchCommand(
            $"""
            select {ConversationRow.LockedColumns} from conversations
            where tenant_id = $1 and status = any($2) and id = any($4) and {Condition(rule)}
            order by id for update skip locked
            """
        );
        AddCondition(command, tenantId, rule, age);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] });
        batch.BatchCommands.Add(command);
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var rows = new List<ConversationRow>(ids.Count);
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(ConversationRow.Read(row));
        }

        return rows;
    }

    // Who is being spoken to is not idle.
    private static string Condition(SweepRule rule) =>
        $"{rule.Since} < now() - $3 and (lease_reply_id is null or lease_expires_at < now())";

    private static void AddCondition(NpgsqlBatchCommand command, Guid tenantId, SweepRule rule, TimeSpan age)
    {
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        command.Parameters.Add(
            new NpgsqlParameter<short[]> { TypedValue = [.. rule.Statuses.Select(status => (short)status)] }
        );
        command.Parameters.Add(new NpgsqlParameter { Value = age, NpgsqlDbType = NpgsqlDbType.Interval });
    }
}
