using Chat.ServiceDefaults.Data;
using Chat.Sessions.Conversations;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Receipts;

/// <summary>Writes and reads receipts; one round trip each.</summary>
internal sealed class ReceiptStore(NpgsqlDataSource source)
{
    // More take part in no conversation that anybody asks this of.
    private const int MaxListed = 100;

    private const string MarkSql =
        "select o_delivered, o_read, o_changed from mark_receipt($1, $2, $3, $4, $5, $6, $7, $8)";

    private static readonly string ListSql = $"""
        select kind, subject, delivered, read from conversation_receipts
        where tenant_id = $1 and conversation_id = $2 order by updated_at desc limit {MaxListed}
        """;

    /// <summary>Null: no such conversation, or not the caller's.</summary>
    public async Task<(Receipt Receipt, bool Changed)?> MarkAsync(
        Guid tenantId,
        Guid conversationId,
        ConversationActor actor,
        long delivered,
        long read,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(MarkSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid> { TypedValue = conversationId },
                    new NpgsqlParameter
                    {
                        Value = actor.Guard.Kind is { } kind ? (short)kind : DBNull.Value,
                        NpgsqlDbType = NpgsqlDbType.Smallint,
                    },
                    new NpgsqlParameter
                    {
                        Value = (object?)actor.Guard.Id ?? DBNull.Value,
                        NpgsqlDbType = NpgsqlDbType.Text,
                    },
                    new NpgsqlParameter<short> { TypedValue = (short)actor.Author.Kind },
                    new NpgsqlParameter<string> { TypedValue = actor.Author.Id },
                    new NpgsqlParameter<long> { TypedValue = delivered },
                    new NpgsqlParameter<long> { TypedValue = read },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (new Receipt(actor.Author.Kind, actor.Author.Id, row.GetInt64(0), row.GetInt64(1)), row.GetBoolean(2))
            : null;
    }

    /// <summary>Of the participants who read last.</summary>
    public async Task<List<Receipt>> ListAsync(Guid tenantId, Guid conversationId, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(ListSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid> { TypedValue = conversationId },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var receipts = new List<Receipt>();
        while (await row.ReadAsync(cancellationToken))
        {
            receipts.Add(new Receipt((AuthorKind)row.GetInt16(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)));
        }

        return receipts;
    }
}
