using Chat.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Conversations;

/// <summary>Reads conversations; one round trip each.</summary>
internal sealed class ConversationStore(NpgsqlDataSource source)
{
    private const string Columns = ConversationStateReader.ColumnsWithCards;

    private const string Guarded = """
        tenant_id = $1 and ($2 is null or (owner_kind = $2 and owner_id = $3)
            or is_same_customer(tenant_id, $2, $3, owner_kind, owner_id))
        """;

    private const string ByIdSql = $"select {Columns} from conversations where {Guarded} and id = $4";

    private const string ByExternalIdSql = $"select {Columns} from conversations where {Guarded} and external_id = $4";

    public Task<ConversationState?> FindAsync(
        Guid tenantId,
        ConversationGuard guard,
        Guid id,
        CancellationToken cancellationToken
    ) => FindAsync(Batch(tenantId, guard, ByIdSql, new NpgsqlParameter<Guid> { TypedValue = id }), cancellationToken);

    public Task<ConversationState?> FindAsync(
        Guid tenantId,
        ConversationGuard guard,
        string externalId,
        CancellationToken cancellationToken
    ) =>
        FindAsync(
            Batch(tenantId, guard, ByExternalIdSql, new NpgsqlParameter<string> { TypedValue = externalId }),
            cancellationToken
        );

    private static async Task<ConversationState?> FindAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await using (batch)
        {
            await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
            return await row.ReadAsync(cancellationToken) ? ConversationStateReader.ReadWithCards(row) : null;
        }
    }

    private NpgsqlBatch Batch(
        Guid tenantId,
        ConversationGuard guard,
        string sql,
        params ReadOnlySpan<NpgsqlParameter> parameters
    )
    {
        var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        var command = new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter
                {
                    Value = guard.Kind is { } kind ? (short)kind : DBNull.Value,
                    NpgsqlDbType = NpgsqlDbType.Smallint,
                },
                new NpgsqlParameter { Value = (object?)guard.Id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
        return batch;
    }
}
