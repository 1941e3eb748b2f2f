using Chat.ServiceDefaults.Data;
using Chat.Webhooks.Secrets;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Webhooks.Subscriptions;

/// <summary>The statements that touch the secrets of a tenant's own subscriptions; one transaction each.</summary>
internal sealed class SubscriptionWrites(NpgsqlDataSource database, SecretVault vault)
{
    // One at a time of a tenant: each alone would count before the others' are there.
    private const string QueueSql = "select pg_advisory_xact_lock(hashtextextended('subscriptions ' || $1::text, 0))";

    private const string InsertSql = """
        insert into subscriptions (id, tenant_id, url, secrets, events, format, source, idempotency_key)
        select $1, $2, $3, array[$4], $5, $6, 'api', $7
        where (select count(*) from subscriptions where tenant_id = $2 and source = 'api' and deleted_at is null) < $8
        on conflict (tenant_id, idempotency_key) where idempotency_key is not null do nothing
        returning created_at, updated_at
        """;

    // The last one is what receivers have for sure: it goes on signing, also when a rotation is begun again.
    private const string RotateSql = """
        update subscriptions set secrets = array[$3] || secrets[cardinality(secrets):], updated_at = clock_timestamp()
        where id = $1 and tenant_id = $2 and source = 'api' and deleted_at is null
        """;

    private const string FinishSql = """
        update subscriptions set secrets = secrets[1:1], updated_at = clock_timestamp()
        where id = $1 and tenant_id = $2 and source = 'api' and deleted_at is null
        """;

    private const string DeleteSql = """
        update subscriptions
        set secrets = '{}', deleted_at = clock_timestamp(), idempotency_key = null,
            disabled_at = coalesce(disabled_at, clock_timestamp()), disabled_reason = coalesce(disabled_reason, 'deleted'),
            updated_at = clock_timestamp()
        where id = $1 and tenant_id = $2 and source = 'api' and deleted_at is null
        """;

    /// <summary>Null when the tenant has its fill, or the idempotency key is known.</summary>
    public async Task<Subscription?> InsertAsync(NewSubscription added, int limit, CancellationToken cancellationToken)
    {
        var command = Command(InsertSql, added.Id, added.TenantId);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = added.Url });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = vault.Seal(added.Id, added.Secret) });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = added.Events });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = added.Format });
        command.Parameters.Add(
            new NpgsqlParameter
            {
                Value = (object?)added.IdempotencyKey ?? DBNull.Value,
                NpgsqlDbType = NpgsqlDbType.Text,
            }
        );
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        var queue = new NpgsqlBatchCommand(QueueSql)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = added.TenantId } },
        };
        await using var batch = Batch(added.TenantId, [queue, command]);
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        await row.NextResultAsync(cancellationToken);
        var stored = await row.ReadAsync(cancellationToken) ? Stored(added, row) : null;
        // To the end, where a commit that failed says so.
        await row.NextResultAsync(cancellationToken);
        return stored;
    }

    /// <summary>Signs with the new secret from now on, and with the one of before too.</summary>
    public Task<bool> RotateAsync(Guid tenantId, Guid id, string secret, CancellationToken cancellationToken)
    {
        var command = Command(RotateSql, id, tenantId);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = vault.Seal(id, secret) });
        return ExecuteAsync(tenantId, [command], cancellationToken);
    }

    /// <summary>Signs with the newest secret alone from now on.</summary>
    public Task<bool> FinishRotationAsync(Guid tenantId, Guid id, CancellationToken cancellationToken) =>
        ExecuteAsync(tenantId, [Command(FinishSql, id, tenantId)], cancellationToken);

    /// <summary>Switches it off for good and forgets its secrets.</summary>
    public Task<bool> DeleteAsync(Guid tenantId, Guid id, CancellationToken cancellationToken) =>
        ExecuteAsync(tenantId, [Command(DeleteSql, id, tenantId)], cancellationToken);

    private static Subscription Stored(NewSubscription added, NpgsqlDataReader row) =>
        new()
        {
            Id = added.Id,
            TenantId = added.TenantId,
            Url = added.Url,
            Format = added.Format,
            Source = Subscription.ApiSource,
            Events = added.Events,
            IdempotencyKey = added.IdempotencyKey,
            CreatedAt = row.GetFieldValue<DateTimeOffset>(0),
            UpdatedAt = row.GetFieldValue<DateTimeOffset>(1),
        };

    private static NpgsqlBatchCommand Command(string sql, Guid id, Guid tenantId) =>
        new(sql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = id },
                new NpgsqlParameter<Guid> { TypedValue = tenantId },
            },
        };

    // Whether the last one changed a row.
    private async Task<bool> ExecuteAsync(
        Guid tenantId,
        NpgsqlBatchCommand[] commands,
        CancellationToken cancellationToken
    )
    {
        await using var batch = Batch(tenantId, commands);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return commands[^1].RecordsAffected == 1;
    }

    private NpgsqlBatch Batch(Guid tenantId, NpgsqlBatchCommand[] commands)
    {
        var batch = database.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(command);
        }

        return batch;
    }
}
