using Chat.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Inference.Ledger;

/// <summary>Books what replies cost.</summary>
internal sealed class UsageLedger(NpgsqlDataSource database)
{
    private const string Insert = """
        insert into usage_records (id, tenant_id, conversation_id, provider, model, input_tokens, output_tokens,
            estimated, interruption, created_at, failed_try_of, failure, cached_input_tokens, cache_write_tokens)
        select r.id, $2, r.conversation_id, r.provider, r.model, r.input_tokens, r.output_tokens, r.estimated,
            r.interruption, r.created_at, r.failed_try_of, r.failure, r.cached_input_tokens, r.cache_write_tokens
        from unnest($1::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bool[], $9::text[],
            $10::timestamptz[], $11::uuid[], $12::text[], $13::bigint[], $14::bigint[])
            as r(id, conversation_id, provider, model, input_tokens, output_tokens, estimated, interruption,
                created_at, failed_try_of, failure, cached_input_tokens, cache_write_tokens)
        on conflict (id) do nothing
        """;

    /// <summary>Books records, together; booking one again changes nothing.</summary>
    public async Task RecordAsync(IReadOnlyList<UsageRecord> records, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var tenant in records.GroupBy(record => record.TenantId))
        {
            TenantScope.AddTo(batch, tenant.Key);
            batch.BatchCommands.Add(InsertOf(tenant.Key, [.. tenant]));
        }
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand InsertOf(Guid tenantId, UsageRecord[] records)
    {
        var command = new NpgsqlBatchCommand(Insert);
        command.Parameters.Add(Column(NpgsqlDbType.Uuid, records, record => record.Id));
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        command.Parameters.Add(Column(NpgsqlDbType.Uuid, records, record => record.ConversationId));
        command.Parameters.Add(Column(NpgsqlDbType.Text, records, record => record.Provider));
        command.Parameters.Add(Column(NpgsqlDbType.Text, records, record => record.Model));
        command.Parameters.Add(Column(NpgsqlDbType.Bigint, records, record => record.InputTokens));
        command.Parameters.Add(Column(NpgsqlDbType.Bigint, records, record => record.OutputTokens));
        command.Parameters.Add(Column(NpgsqlDbType.Boolean, records, record => record.Estimated));
        command.Parameters.Add(Column(NpgsqlDbType.Text, records, record => record.Interruption));
        command.Parameters.Add(Column(NpgsqlDbType.TimestampTz, records, record => record.CreatedAt));
        command.Parameters.Add(Column(NpgsqlDbType.Uuid, records, record => record.FailedTryOf));
        command.Parameters.Add(Column(NpgsqlDbType.Text, records, record => record.Failure));
        command.Parameters.Add(Column(NpgsqlDbType.Bigint, records, record => record.CachedInputTokens));
        command.Parameters.Add(Column(NpgsqlDbType.Bigint, records, record => record.CacheWriteTokens));
        return command;
    }

    private static NpgsqlParameter Column<T>(NpgsqlDbType type, UsageRecord[] records, Func<UsageRecord, T> value) =>
        new NpgsqlParameter<T[]>
        {
            TypedValue = Array.ConvertAll(records, record => value(record)),
            NpgsqlDbType = NpgsqlDbType.Array | type,
        };
}
