using Chat.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Conversations;

/// <summary>Reads conversations; one round trip each.</summary>
internal sealed class ConversationStore(NpgsqlDataSource source)
{
    private const string Columns =
        "id, external_id, owner_kind, owner_id, owner_name, mode, status, epoch, last_sequence, created_at, updated_at";

    private const string Guarded = "tenant_id = $1 and ($2 is null or (owner_kind = $2 and owner_id = $3))";

    private const string ByIdSql = $"select {Columns} from conversations where {Guarded} and id = $4";

    private const string ByExternalIdSql = $"select {Columns} from conversations where {Guarded} and external_id = $4";

    // Ids grow with time, so this is newest first. Two statements, because a plan that serves both cases would read the
    // whole tenant to find one visitor's conversations.
    private const string PageOfAllSql = $"""
        select {Columns} from conversations
        where tenant_id = $1 and $2::smallint is null and $3::text is null and id < $4
        order by id desc limit $5
        """;

    private const string PageOfOwnerSql = $"""
        select {Columns} from conversations
        where tenant_id = $1 and owner_kind = $2 and owner_id = $3 and id < $4
        order by id desc limit $5
        """;

    // The newest of each visitor or user that is this customer, then the newest of them all.
    private const string PageOfCustomerSql = $"""
        select {Columns} from (
            select kind, subject from customer_identities where tenant_id = $1 and customer_id = $2) identity
        cross join lateral (
            select {Columns} from conversations
            where tenant_id = $1 and owner_kind = identity.kind and owner_id = identity.subject and id < $3
            order by id desc limit $4) conversation
        order by id desc limit $4
        """;

    public Task<ConversationSnapshot?> FindAsync(
        Guid tenantId,
        ConversationGuard guard,
        Guid id,
        CancellationToken cancellationToken
    ) => FindAsync(Batch(tenantId, guard, ByIdSql, new NpgsqlParameter<Guid> { TypedValue = id }), cancellationToken);

    public Task<ConversationSnapshot?> FindAsync(
        Guid tenantId,
        ConversationGuard guard,
        string externalId,
        CancellationToken cancellationToken
    ) =>
        FindAsync(
            Batch(tenantId, guard, ByExternalIdSql, new NpgsqlParameter<string> { TypedValue = externalId }),
            cancellationToken
        );

    /// <summary>Conversations older than one, newest first.</summary>
    public async Task<List<ConversationSnapshot>> PageAsync(
        Guid tenantId,
        ConversationGuard guard,
        Guid? olderThan,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var batch = Batch(
            tenantId,
            guard,
            guard.Kind is null ? PageOfAllSql : PageOfOwnerSql,
            new NpgsqlParameter<Guid> { TypedValue = olderThan ?? Guid.AllBitsSet },
            new NpgsqlParameter<int> { TypedValue = limit }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var page = new List<ConversationSnapshot>(limit);
        while (await row.ReadAsync(cancellationToken))
        {
            page.Add(Read(row));
        }

        return page;
    }

    /// <summary>Conversations of a customer older than one, newest first.</summary>
    public async Task<List<ConversationSnapshot>> PageOfCustomerAsync(
        Guid tenantId,
        Guid customerId,
        Guid? olderThan,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(PageOfCustomerSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid> { TypedValue = customerId },
                    new NpgsqlParameter<Guid> { TypedValue = olderThan ?? Guid.AllBitsSet },
                    new NpgsqlParameter<int> { TypedValue = limit },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var page = new List<ConversationSnapshot>(limit);
        while (await row.ReadAsync(cancellationToken))
        {
            page.Add(Read(row));
        }

        return page;
    }

    private static async Task<ConversationSnapshot?> FindAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await using (batch)
        {
            await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
            return await row.ReadAsync(cancellationToken) ? Read(row) : null;
        }
    }

    private static ConversationSnapshot Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            ExternalId = row.IsDBNull(1) ? null : row.GetString(1),
            Owner = new Author((AuthorKind)row.GetInt16(2), row.GetString(3), row.GetString(4)),
            Mode = (ConversationMode)row.GetInt16(5),
            Status = (ConversationStatus)row.GetInt16(6),
            Epoch = row.GetInt64(7),
            LastSequence = row.GetInt64(8),
            CreatedAt = row.GetDateTime(9),
            UpdatedAt = row.GetDateTime(10),
        };

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
