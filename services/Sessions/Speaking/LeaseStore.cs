using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Speaking;

/// <summary>Carries out <see cref="LeaseTransitions"/>; one round trip each.</summary>
internal sealed class LeaseStore(NpgsqlDataSource source, LeaseRenewals renewals, IOptions<SpeakingOptions> options)
{
    private const string HistorySql =
        "select "
        + StoredMessageReader.Columns
        + " from messages where tenant_id = $1 and conversation_id = $2 and "
        + StoredMessageReader.IsCurrent
        + " order by sequence desc limit $3";

    private const string AiAnswersSql =
        "select mode = 1 and status in (1, 3, 4) from conversations where tenant_id = $1 and id = $2";

    private const string CutSql =
        "select status, last_sequence from conversations where tenant_id = $1 and id = $2 and cut_reply_id = $3";

    private readonly int seconds = (int)options.Value.LeaseTtl.TotalSeconds;

    /// <summary>Null while somebody else holds it. Errors: no such conversation, or only humans answer.</summary>
    public async Task<Result<AcquiredLease?>> TryAcquireAsync(
        LeaseKey key,
        Guid? answers,
        int historyLimit,
        CancellationToken cancellationToken
    )
    {
        var answered = new NpgsqlParameter
        {
            Value = (object?)answers ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Uuid,
        };
        await using var batch = Batch(key, LeaseTransitions.Acquire, Uuid(key.ReplyId), Integer(seconds), answered);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(HistorySql)
            {
                Parameters = { Uuid(key.TenantId), Uuid(key.ConversationId), Integer(historyLimit) },
            }
        );
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(AiAnswersSql) { Parameters = { Uuid(key.TenantId), Uuid(key.ConversationId) } }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return await RefusalAsync(row, cancellationToken);
        }

        var lease = new Lease(row.GetInt64(0), key.ReplyId, row.GetDateTime(1));
        var last = row.GetInt64(2);
        await row.NextResultAsync(cancellationToken);
        var history = new List<StoredMessage>();
        while (await row.ReadAsync(cancellationToken))
        {
            history.Add(StoredMessageReader.Read(row, 0, key.ConversationId));
        }

        history.Reverse();
        return new AcquiredLease
        {
            Lease = lease,
            LastSequence = last,
            History = history,
        };
    }

    /// <summary>Holds a lease for longer; together with others that fall due.</summary>
    public Task<Result<RenewedLease>> RenewAsync(LeaseKey key, CancellationToken cancellationToken) =>
        renewals.RenewAsync(key, cancellationToken);

    /// <summary>
    /// Frees a lease nothing was said under, unless it was renewed since it was to expire at that time. False: it was, or
    /// is another's.
    /// </summary>
    /// <param name="key">The lease.</param>
    /// <param name="expiry">When it was to expire; null: whenever.</param>
    /// <param name="isSettled">The question stays as it is; if not, it counts as one that the AI was never asked.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<bool> ReleaseAsync(
        LeaseKey key,
        DateTime? expiry,
        bool isSettled,
        CancellationToken cancellationToken
    )
    {
        var expected = new NpgsqlParameter
        {
            Value = (object?)expiry ?? DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.TimestampTz,
        };
        var settled = new NpgsqlParameter<bool> { TypedValue = isSettled };
        await using var batch = Batch(
            key,
            LeaseTransitions.Release,
            Uuid(key.ReplyId),
            Long(key.Fence),
            expected,
            settled
        );
        return await batch.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Asks who speaks the reply to stop. Answers the holder's fence; null: nobody speaks it.</summary>
    public Task<long?> StopAsync(LeaseKey key, string reason, CancellationToken cancellationToken) =>
        FenceAsync(
            Batch(key, LeaseTransitions.Stop, Uuid(key.ReplyId), new NpgsqlParameter<string> { TypedValue = reason }),
            cancellationToken
        );

    /// <summary>A lease that is over because its reply was cut off, and why; null: it was not, or is kept already.</summary>
    public async Task<RenewedLease?> FindCutAsync(LeaseKey key, CancellationToken cancellationToken)
    {
        await using var batch = Batch(key, CutSql, Uuid(key.ReplyId));
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new RenewedLease
            {
                Lease = new Lease(key.Fence, key.ReplyId, DateTime.UnixEpoch),
                LastSequence = row.GetInt64(1),
                Stop = StopReasons.OfCut((ConversationStatus)row.GetInt16(0)),
            }
            : null;
    }

    private static async Task<Result<AcquiredLease?>> RefusalAsync(
        NpgsqlDataReader row,
        CancellationToken cancellationToken
    )
    {
        await row.NextResultAsync(cancellationToken);
        await row.NextResultAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return new ConversationNotFound();
        }

        return row.GetBoolean(0) ? new Result<AcquiredLease?>() : new LeaseLost();
    }

    private static async Task<long?> FenceAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await using (batch)
        {
            await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
            return await row.ReadAsync(cancellationToken) ? row.GetInt64(0) : null;
        }
    }

    private NpgsqlBatch Batch(LeaseKey key, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var batch = source.CreateBatch();
        TenantScope.AddTo(batch, key.TenantId);
        var command = new NpgsqlBatchCommand(sql) { Parameters = { Uuid(key.TenantId), Uuid(key.ConversationId) } };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
        return batch;
    }

    private static NpgsqlParameter<Guid> Uuid(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter<int> Integer(int value) => new() { TypedValue = value };

    private static NpgsqlParameter<long> Long(long value) => new() { TypedValue = value };
}
