using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Npgsql;

namespace Chat.Sessions.CannedResponses;

/// <summary>Writes canned responses; one round trip each.</summary>
internal sealed class CannedResponseWrites(NpgsqlDataSource source)
{
    /// <summary>As many as a tenant may have.</summary>
    public const int Limit = 1_000;

    // New ones of a tenant one by one: many at once must not pass a bound that each of them keeps.
    private const string LockSql = "select pg_advisory_xact_lock(hashtextextended('canned responses ' || $1::text, 0))";

    private const string AddSql = $"""
        insert into canned_responses (tenant_id, {CannedResponseStore.Columns}, idempotency_key)
        select $1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $9, $10, $11
        where (select count(*) from canned_responses where tenant_id = $1) < $12
        on conflict do nothing
        """;

    private const string StoredSql = $"""
        select {CannedResponseStore.Columns}, idempotency_key is not distinct from $3 and $3 is not null
        from canned_responses
        where tenant_id = $1 and (id = $2 or idempotency_key = $3 or lower(shortcut) = lower($4))
        """;

    private const string UpdateSql = $"""
        update canned_responses
        set title = $4, body = $5, category = $6, shortcut = $7, position = $8, active = $9, updated_at = $10,
            version = version + 1
        where tenant_id = $1 and id = $2 and version = $3
        returning {CannedResponseStore.Columns}
        """;

    private const string DeleteSql = "delete from canned_responses where tenant_id = $1 and id = $2";

    private const string ReorderSql = """
        update canned_responses r
        set position = o.place, version = version + 1, updated_at = $3
        from unnest($2::uuid[]) with ordinality as o (id, place)
        where r.tenant_id = $1 and r.id = o.id and r.position <> o.place
        """;

    /// <summary>Stores one, unless its key is known.</summary>
    /// <returns>What is stored, now or under the key before.</returns>
    public async Task<Result<CannedResponse>> AddAsync(
        Guid tenantId,
        CannedResponse response,
        string? idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(LockSql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenantId } } }
        );
        batch.BatchCommands.Add(Adding(tenantId, response, idempotencyKey));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(StoredSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid> { TypedValue = response.Id },
                    CannedResponseStore.Text(idempotencyKey),
                    CannedResponseStore.Text(response.Text.Shortcut),
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        await row.NextResultAsync(cancellationToken);
        var isTaken = false;
        while (await row.ReadAsync(cancellationToken))
        {
            var stored = CannedResponseStore.Read(row);
            if (stored.Id == response.Id || row.GetBoolean(11))
            {
                return stored;
            }

            isTaken = true;
        }

        return isTaken ? new ShortcutTaken() : new TooManyCannedResponses(Limit);
    }

    /// <summary>Changes one if it still has this version.</summary>
    public async Task<Result<CannedResponse>> UpdateAsync(
        Guid tenantId,
        CannedResponse response,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(Updating(tenantId, response));
        try
        {
            await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
            return await row.ReadAsync(cancellationToken) ? CannedResponseStore.Read(row) : new VersionMismatch();
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return new ShortcutTaken();
        }
    }

    /// <returns>False: there was none.</returns>
    public async Task<bool> DeleteAsync(Guid tenantId, Guid id, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        var deleting = new NpgsqlBatchCommand(DeleteSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = id },
            },
        };
        batch.BatchCommands.Add(deleting);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return deleting.RecordsAffected > 0;
    }

    /// <summary>Gives these the positions 1, 2, 3...; the others keep theirs.</summary>
    public async Task ReorderAsync(
        Guid tenantId,
        IReadOnlyList<Guid> ids,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(ReorderSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] },
                    new NpgsqlParameter<DateTime> { TypedValue = now },
                },
            }
        );
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Adding(Guid tenantId, CannedResponse response, string? idempotencyKey)
    {
        var command = new NpgsqlBatchCommand(AddSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = response.Id },
            },
        };
        AddText(command, response.Text);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = response.CreatedAt });
        command.Parameters.Add(CannedResponseStore.Text(response.CreatedBy));
        command.Parameters.Add(CannedResponseStore.Text(idempotencyKey));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Limit });
        return command;
    }

    private static NpgsqlBatchCommand Updating(Guid tenantId, CannedResponse response)
    {
        var command = new NpgsqlBatchCommand(UpdateSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
                new NpgsqlParameter<Guid> { TypedValue = response.Id },
                new NpgsqlParameter<long> { TypedValue = response.Version },
            },
        };
        AddText(command, response.Text);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = response.UpdatedAt });
        return command;
    }

    private static void AddText(NpgsqlBatchCommand command, CannedText text)
    {
        command.Parameters.Add(CannedResponseStore.Text(text.Title));
        command.Parameters.Add(CannedResponseStore.Text(text.Body));
        command.Parameters.Add(CannedResponseStore.Text(text.Category));
        command.Parameters.Add(CannedResponseStore.Text(text.Shortcut));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = text.Position });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = text.Active });
    }
}
