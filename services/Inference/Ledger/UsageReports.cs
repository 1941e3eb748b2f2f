using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Inference.Ledger;

/// <summary>Reads the ledger. The tenant is filtered by row-level security; one round trip each.</summary>
internal sealed class UsageReports(NpgsqlDataSource database, TimeProvider timeProvider)
{
    private const int MaxDays = 366;
    private const int DefaultDays = 30;
    private const int MaxLimit = 100;

    private static readonly DateTimeOffset EndOfTime = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Totals = """
        select (created_at at time zone 'UTC')::date as day, provider, model,
            count(*) filter (where failed_try_of is null), sum(input_tokens)::bigint, sum(output_tokens)::bigint,
            count(*) filter (where estimated and failed_try_of is null), sum(cached_input_tokens)::bigint,
            sum(cache_write_tokens)::bigint, count(*) filter (where failed_try_of is not null)
        from usage_records
        where tenant_id = $3 and created_at >= $1 and created_at < $2
        group by 1, 2, 3
        order by 1 desc, 2, 3
        """;

    private const string Records = """
        select id, conversation_id, provider, model, input_tokens, output_tokens, estimated, interruption, created_at,
            failed_try_of, failure, cached_input_tokens, cache_write_tokens
        from usage_records
        where tenant_id = $3 and (created_at, id) < ($1, $2)
        order by created_at desc, id desc
        limit $4
        """;

    /// <summary>Sums per day, provider and model.</summary>
    public async Task<Result<IReadOnlyList<UsageTotal>>> TotalsAsync(
        Guid tenantId,
        DateOnly? from,
        DateOnly? to,
        CancellationToken cancellationToken
    )
    {
        var last = to ?? DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime);
        var first = from ?? last.AddDays(1 - Math.Min(DefaultDays, last.DayNumber + 1));
        if (first > last || last.DayNumber - first.DayNumber > MaxDays || last == DateOnly.MaxValue)
        {
            return Invalid.Field(
                "/from",
                "out_of_range",
                $"The last day is at most {MaxDays} days after the first, and not before it."
            );
        }
        var command = new NpgsqlBatchCommand(Totals);
        command.Parameters.Add(Time(Midnight(first)));
        command.Parameters.Add(Time(Midnight(last.AddDays(1))));
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        return await ReadAsync(tenantId, command, ToTotal, cancellationToken);
    }

    /// <summary>Single records, newest first.</summary>
    public async Task<Result<UsagePage>> RecordsAsync(
        Guid tenantId,
        string? cursor,
        int limit,
        CancellationToken cancellationToken
    )
    {
        if (limit is < 1 or > MaxLimit)
        {
            return Invalid.Field("/limit", "out_of_range", $"The limit is 1 to {MaxLimit}.");
        }
        var behind = new UsageCursor(EndOfTime, Guid.Empty);
        if (cursor is not null && !UsageCursor.TryParse(cursor, out behind))
        {
            return Invalid.Field("/cursor", "invalid", "Give the nextCursor of the page before.");
        }
        var command = new NpgsqlBatchCommand(Records);
        command.Parameters.Add(Time(behind.CreatedAt));
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = behind.Id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit + 1 });
        var entries = await ReadAsync(tenantId, command, ToEntry, cancellationToken);
        return ToPage(entries, limit);
    }

    private static UsagePage ToPage(List<UsageEntry> entries, int limit)
    {
        if (entries.Count <= limit)
        {
            return new UsagePage(entries, null, HasMore: false);
        }
        entries.RemoveAt(limit);
        var last = entries[^1];
        return new UsagePage(entries, new UsageCursor(last.CreatedAt, last.Id).ToString(), HasMore: true);
    }

    private async Task<List<T>> ReadAsync<T>(
        Guid tenantId,
        NpgsqlBatchCommand command,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(command);
        await using var reader = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }
        return rows;
    }

    private static UsageTotal ToTotal(NpgsqlDataReader reader) =>
        new()
        {
            Date = reader.GetFieldValue<DateOnly>(0),
            Provider = reader.GetString(1),
            Model = reader.GetString(2),
            Replies = reader.GetInt64(3),
            InputTokens = reader.GetInt64(4),
            OutputTokens = reader.GetInt64(5),
            EstimatedReplies = reader.GetInt64(6),
            CachedInputTokens = reader.GetInt64(7),
            CacheWriteTokens = reader.GetInt64(8),
            FailedTries = reader.GetInt64(9),
        };

    private static UsageEntry ToEntry(NpgsqlDataReader reader) =>
        new()
        {
            Id = reader.GetGuid(0),
            ReplyId = reader.IsDBNull(9) ? reader.GetGuid(0) : reader.GetGuid(9),
            ConversationId = reader.GetGuid(1),
            Provider = reader.GetString(2),
            Model = reader.GetString(3),
            InputTokens = reader.GetInt64(4),
            OutputTokens = reader.GetInt64(5),
            Estimated = reader.GetBoolean(6),
            Interruption = reader.GetString(7) is { Length: > 0 } reason ? reason : null,
            CreatedAt = reader.GetFieldValue<DateTimeOffset>(8),
            Failure = reader.GetString(10) is { Length: > 0 } code ? code : null,
            CachedInputTokens = reader.GetInt64(11),
            CacheWriteTokens = reader.GetInt64(12),
        };

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static NpgsqlParameter<DateTimeOffset> Time(DateTimeOffset value) =>
        new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
