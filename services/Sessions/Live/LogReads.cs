using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Live;

/// <summary>Reads stretches of conversations' logs; one round trip each.</summary>
internal sealed class LogReads(NpgsqlDataSource source)
{
    private const string HeadSql = """
        select epoch, last_sequence, lease_reply_id is not null and lease_expires_at > now()
        from conversations
        where tenant_id = $1 and id = $2 and ($3 is null or (owner_kind = $3 and owner_id = $4)
            or is_same_customer(tenant_id, $3, $4, owner_kind, owner_id))
        """;

    private const string MessagesSql =
        "select "
        + StoredMessageReader.EntryColumns
        + " from messages where tenant_id = $1 and conversation_id = $2 and sequence > $3 and ($5 or visibility = 1) "
        + "order by sequence limit $4";

    private const string HeadsSql = "select id, last_sequence, speaking from log_heads($1, $2)";

    /// <summary>
    /// Messages behind a sequence, at most <paramref name="limit"/>; with <paramref name="all"/> those too that the reader
    /// may not see, whose places a log without gaps needs.
    /// </summary>
    public async Task<Result<LogSnapshot>> ReadAsync(
        LogKey key,
        long afterSequence,
        int limit,
        bool all,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, key.TenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(HeadSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = key.TenantId },
                    new NpgsqlParameter<Guid> { TypedValue = key.ConversationId },
                    Nullable(key.Guard.Kind is { } kind ? (short)kind : null, NpgsqlDbType.Smallint),
                    Nullable(key.Guard.Id, NpgsqlDbType.Text),
                },
            }
        );
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(MessagesSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = key.TenantId },
                    new NpgsqlParameter<Guid> { TypedValue = key.ConversationId },
                    new NpgsqlParameter<long> { TypedValue = afterSequence },
                    new NpgsqlParameter<int> { TypedValue = limit + 1 },
                    new NpgsqlParameter<bool> { TypedValue = all },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return new ConversationNotFound();
        }

        var (epoch, last, spoken) = (row.GetInt64(0), row.GetInt64(1), row.GetBoolean(2));
        await row.NextResultAsync(cancellationToken);
        var messages = new List<StoredMessage>();
        while (await row.ReadAsync(cancellationToken))
        {
            messages.Add(StoredMessageReader.ReadEntry(row, 0, key.ConversationId));
        }

        var more = messages.Count > limit;
        return new LogSnapshot
        {
            Epoch = epoch,
            LastSequence = last,
            IsSpoken = spoken,
            Messages = more ? messages[..limit] : messages,
            HasMore = more,
        };
    }

    /// <summary>Where logs stand. For conversations whose readers were let in before: it asks for no tenant.</summary>
    public async Task<IReadOnlyList<(Guid ConversationId, LogHead Head)>> HeadsAsync(
        IReadOnlyCollection<LogTopic> topics,
        CancellationToken cancellationToken
    )
    {
        await using var command = source.CreateCommand(HeadsSql);
        command.Parameters.Add(
            new NpgsqlParameter<Guid[]> { TypedValue = [.. topics.Select(topic => topic.TenantId)] }
        );
        command.Parameters.Add(
            new NpgsqlParameter<Guid[]> { TypedValue = [.. topics.Select(topic => topic.ConversationId)] }
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var heads = new List<(Guid, LogHead)>(topics.Count);
        while (await row.ReadAsync(cancellationToken))
        {
            var speaking = await row.IsDBNullAsync(2, cancellationToken) ? "" : row.GetGuid(2).ToString();
            heads.Add((row.GetGuid(0), new LogHead(row.GetInt64(1), speaking)));
        }

        return heads;
    }

    private static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
