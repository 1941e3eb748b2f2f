using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Inference.Ledger;

/// <summary>Books what replies cost. Bookings that arrive while one is written go together in the next.</summary>
internal sealed class UsageLedger : IAsyncDisposable
{
    private const string Insert = """
        insert into usage_records (reply_id, tenant_id, conversation_id, provider, model, input_tokens, output_tokens,
            estimated, interruption)
        select r.reply_id, $2, r.conversation_id, r.provider, r.model, r.input_tokens, r.output_tokens, r.estimated,
            r.interruption
        from unnest($1::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bool[], $9::text[])
            as r(reply_id, conversation_id, provider, model, input_tokens, output_tokens, estimated, interruption)
        on conflict (reply_id) do nothing
        """;

    private readonly NpgsqlDataSource _database;
    private readonly GroupCommitter<UsageRecord, bool> _committer;

    /// <summary>Opens the ledger; one per process.</summary>
    public UsageLedger(NpgsqlDataSource database)
    {
        _database = database;
        // Order does not matter here and one lane fills its batches best.
        _committer = new GroupCommitter<UsageRecord, bool>(CommitAsync, new GroupCommitterOptions { Lanes = 1 });
    }

    /// <summary>Books one reply; booking it again changes nothing.</summary>
    public Task<Result<bool>> RecordAsync(UsageRecord record, CancellationToken cancellationToken) =>
        _committer.CommitAsync(record.ConversationId, record, cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _committer.DisposeAsync();

    private async Task<IReadOnlyList<Result<bool>>> CommitAsync(
        IReadOnlyList<UsageRecord> records,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var tenant in records.GroupBy(record => record.TenantId))
        {
            TenantScope.AddTo(batch, tenant.Key);
            batch.BatchCommands.Add(InsertOf(tenant.Key, [.. tenant]));
        }
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return [.. records.Select(_ => (Result<bool>)true)];
    }

    private static NpgsqlBatchCommand InsertOf(Guid tenantId, UsageRecord[] records)
    {
        var command = new NpgsqlBatchCommand(Insert);
        command.Parameters.Add(Column(NpgsqlDbType.Uuid, records, record => record.ReplyId));
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        command.Parameters.Add(Column(NpgsqlDbType.Uuid, records, record => record.ConversationId));
        command.Parameters.Add(Column(NpgsqlDbType.Text, records, record => record.Provider));
        command.Parameters.Add(Column(NpgsqlDbType.Text, records, record => record.Model));
        command.Parameters.Add(Column(NpgsqlDbType.Bigint, records, record => record.InputTokens));
        command.Parameters.Add(Column(NpgsqlDbType.Bigint, records, record => record.OutputTokens));
        command.Parameters.Add(Column(NpgsqlDbType.Boolean, records, record => record.Estimated));
        command.Parameters.Add(Column(NpgsqlDbType.Text, records, record => record.Interruption));
        return command;
    }

    private static NpgsqlParameter Column<T>(NpgsqlDbType type, UsageRecord[] records, Func<UsageRecord, T> value) =>
        new NpgsqlParameter<T[]>
        {
            TypedValue = Array.ConvertAll(records, record => value(record)),
            NpgsqlDbType = NpgsqlDbType.Array | type,
        };
}
