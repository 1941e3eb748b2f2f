using System.Text.Json;
using Chat.ServiceDefaults.Data;
using Chat.Sessions.Conversations;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.OfflineMessages;

/// <summary>Writes and reads offline messages; one round trip each.</summary>
internal sealed class OfflineMessageStore(NpgsqlDataSource source)
{
    private const string Columns =
        "id, sender_kind, sender_id, name, email, phone, subject, body, page_url, fields, left_at";

    private const string ReadColumns = """
        id, sender_kind, sender_id, name, email, phone, subject, body, page_url, fields::text, left_at, handled_at,
        handled_by
        """;

    // One statement, hence one transaction: the message and its event, or neither.
    private const string AddSql = $"""
        with left_now as (
            insert into offline_messages (tenant_id, {Columns}, idempotency_key, request_hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            on conflict do nothing
            returning id
        )
        insert into outbox (id, tenant_id, type, payload, trace_parent)
        select $15, $1, $16, $17, $18 from left_now
        """;

    private const string StoredSql = $"""
        select {ReadColumns}, request_hash from offline_messages
        where tenant_id = $1 and (id = $2 or idempotency_key = $3)
        """;

    // Ids grow with time, so this is newest first.
    private const string PageSql = $"""
        select {ReadColumns} from offline_messages
        where tenant_id = $1 and id < $2 and ($3 is null or (handled_at is not null) = $3)
        order by id desc limit $4
        """;

    private const string MarkSql = $"""
        update offline_messages
        set handled_at = case when $3 then coalesce(handled_at, $4) end,
            handled_by = case when $3 then coalesce(handled_by, $5) end
        where tenant_id = $1 and id = $2
        returning {ReadColumns}
        """;

    /// <summary>Stores one with its event, unless the key is known.</summary>
    /// <returns>What is stored, now or under the key before.</returns>
    public async Task<StoredOfflineMessage> AddAsync(
        Guid tenantId,
        OfflineMessage message,
        string? idempotencyKey,
        byte[] requestHash,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(Adding(tenantId, message, idempotencyKey, requestHash));
        batch.BatchCommands.Add(Finding(tenantId, message.Id, idempotencyKey));
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new StoredOfflineMessage(Read(row), row.GetFieldValue<byte[]>(13));
    }

    /// <summary>What was left under the key; null: nothing, or there is no key.</summary>
    public async Task<StoredOfflineMessage?> FindAsync(
        Guid tenantId,
        string? idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        if (idempotencyKey is null)
        {
            return null;
        }

        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(Finding(tenantId, Guid.Empty, idempotencyKey));
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new StoredOfflineMessage(Read(row), row.GetFieldValue<byte[]>(13))
            : null;
    }

    /// <summary>Those older than one, newest first; of one state, or of both.</summary>
    public async Task<List<OfflineMessage>> PageAsync(
        Guid tenantId,
        bool? handled,
        Guid? olderThan,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(PageSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid> { TypedValue = olderThan ?? Guid.AllBitsSet },
                    new NpgsqlParameter
                    {
                        Value = (object?)handled ?? DBNull.Value,
                        NpgsqlDbType = NpgsqlDbType.Boolean,
                    },
                    new NpgsqlParameter<int> { TypedValue = limit },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var page = new List<OfflineMessage>(limit);
        while (await row.ReadAsync(cancellationToken))
        {
            page.Add(Read(row));
        }

        return page;
    }

    /// <summary>Marks one as handled, or as open again. Who handled it first is kept.</summary>
    /// <returns>Null: there is none.</returns>
    public async Task<OfflineMessage?> MarkAsync(
        Guid tenantId,
        Guid id,
        bool handled,
        string by,
        DateTime now,
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
                    new NpgsqlParameter<Guid> { TypedValue = id },
                    new NpgsqlParameter<bool> { TypedValue = handled },
                    new NpgsqlParameter<DateTime> { TypedValue = now },
                    new NpgsqlParameter<string> { TypedValue = by },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
    }

    private static NpgsqlBatchCommand Finding(Guid tenantId, Guid id, string? idempotencyKey) =>
        new(StoredSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = id },
                Text(idempotencyKey),
            },
        };

    private static NpgsqlBatchCommand Adding(
        Guid tenantId,
        OfflineMessage message,
        string? idempotencyKey,
        byte[] requestHash
    )
    {
        var left = OfflineMessageEvents.Left(tenantId, message);
        var details = message.Details;
        return new NpgsqlBatchCommand(AddSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = message.Id },
                new NpgsqlParameter
                {
                    Value = message.SenderKind is { } kind ? (short)kind : DBNull.Value,
                    NpgsqlDbType = NpgsqlDbType.Smallint,
                },
                Text(message.SenderId),
                Text(details.Name),
                Text(details.Email),
                Text(details.Phone),
                Text(details.Subject),
                Text(details.Text),
                Text(details.PageUrl),
                new NpgsqlParameter<string>
                {
                    TypedValue = JsonSerializer.Serialize(details.Fields),
                    NpgsqlDbType = NpgsqlDbType.Jsonb,
                },
                new NpgsqlParameter<DateTime> { TypedValue = message.LeftAt },
                Text(idempotencyKey),
                new NpgsqlParameter<byte[]> { TypedValue = requestHash },
                new NpgsqlParameter<Guid> { TypedValue = left.Id },
                Text(left.Type),
                new NpgsqlParameter<byte[]> { TypedValue = left.Payload },
                Text(left.TraceParent),
            },
        };
    }

    private static NpgsqlParameter Text(string? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static OfflineMessage Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            SenderKind = row.IsDBNull(1) ? null : (AuthorKind)row.GetInt16(1),
            SenderId = row.IsDBNull(2) ? null : row.GetString(2),
            Details = new OfflineMessageDetails
            {
                Name = row.GetString(3),
                Email = row.GetString(4),
                Phone = row.GetString(5),
                Subject = row.GetString(6),
                Text = row.GetString(7),
                PageUrl = row.GetString(8),
                Fields = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(9))!,
            },
            LeftAt = row.GetDateTime(10),
            HandledAt = row.IsDBNull(11) ? null : row.GetDateTime(11),
            HandledBy = row.IsDBNull(12) ? null : row.GetString(12),
        };
}
