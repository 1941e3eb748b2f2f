using Chat.ServiceDefaults.Data;
using Chat.Sessions.Messages;
using Npgsql;

namespace Chat.Sessions.Labels;

/// <summary>Messages' labels: lists them, and the statements that set them (within ConversationChange).</summary>
internal sealed class LabelStore(NpgsqlDataSource source)
{
    private const string FindSql = """
        select label from message_labels where tenant_id = $1 and conversation_id = $2 and sequence = $3
        """;

    private const string SetSql = """
        insert into message_labels (tenant_id, conversation_id, sequence, message_id, label, labelled_at)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (tenant_id, conversation_id, sequence) do update
        set label = excluded.label, labelled_at = excluded.labelled_at
        """;

    private const string ClearSql = """
        delete from message_labels where tenant_id = $1 and conversation_id = $2 and sequence = $3
        """;

    private const string ListSql =
        "select found_at, found_label, conversation_id, "
        + StoredMessageReader.EntryColumns
        + " from (select conversation_id as found_conversation, sequence as found_sequence, label as found_label, "
        + "labelled_at as found_at from message_labels where tenant_id = $1 and label = $2 and message_id < $3 "
        + "order by message_id desc limit $4) found join messages "
        + "on conversation_id = found_conversation and sequence = found_sequence where tenant_id = $1 order by id desc";

    /// <summary>Messages with a label, older than one, newest first.</summary>
    public async Task<List<LabelledMessage>> PageAsync(
        Guid tenantId,
        TrainingLabel label,
        Guid? olderThan,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(ListSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<short> { TypedValue = (short)label },
                    new NpgsqlParameter<Guid> { TypedValue = olderThan ?? Guid.AllBitsSet },
                    new NpgsqlParameter<int> { TypedValue = limit },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var found = new List<LabelledMessage>();
        while (await row.ReadAsync(cancellationToken))
        {
            var message = StoredMessageReader.ReadEntry(row, 3, row.GetGuid(2));
            found.Add(new LabelledMessage(message, (TrainingLabel)row.GetInt16(1), row.GetDateTime(0)));
        }

        return found;
    }

    /// <summary>What a message is labelled with, under its conversation's lock.</summary>
    public static async Task<TrainingLabel?> FindAsync(
        NpgsqlTransaction transaction,
        Guid tenantId,
        StoredMessage message,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(FindSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = message.ConversationId },
                new NpgsqlParameter<long> { TypedValue = message.Sequence },
            },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is short label ? (TrainingLabel)label : null;
    }

    /// <summary>Labels a message, or with null takes its label away.</summary>
    public static NpgsqlBatchCommand Writing(Guid tenantId, StoredMessage message, TrainingLabel? label, DateTime now)
    {
        var command = new NpgsqlBatchCommand(label is null ? ClearSql : SetSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = message.ConversationId },
                new NpgsqlParameter<long> { TypedValue = message.Sequence },
            },
        };
        if (label is { } wanted)
        {
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = message.Id });
            command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)wanted });
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now });
        }

        return command;
    }
}
