using Chat.ServiceDefaults.Data;
using Npgsql;

namespace Chat.Sessions.Analytics;

/// <summary>The counters (Data/Sql/analytics.sql).</summary>
internal sealed class AnalyticsStore(NpgsqlDataSource database)
{
    private const string CountSql = "select count_events($1, $2, $3, $4)";

    private const string IsOnSql = "select t.analytics from tenants t where t.id = $1";

    private const string ReadSql = """
        select day, kind, count from analytics_days
        where tenant_id = $1 and day between $2 and $3
        order by day, kind
        """;

    private const string SwitchSql = "update tenants set analytics = $2 where id = $1 and analytics <> $2";

    /// <summary>Counts what was not counted before, unless its tenant wants none; says how many that were.</summary>
    public async Task<int> CountAsync(IReadOnlyList<CountedEvent> events, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(CountSql);
        command.Parameters.Add(Column(events, counted => counted.Id));
        command.Parameters.Add(Column(events, counted => counted.TenantId));
        command.Parameters.Add(Column(events, counted => counted.Day));
        command.Parameters.Add(Column(events, counted => (short)counted.Kind));
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The counters of some days, both ends included, and whether counting is on. One round trip.</summary>
    public async Task<AnalyticsCounts> ReadAsync(
        Guid tenantId,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellationToken
    )
    {
        await using var batch = database.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        var isOn = new NpgsqlBatchCommand(IsOnSql);
        isOn.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        batch.BatchCommands.Add(isOn);
        var counts = new NpgsqlBatchCommand(ReadSql);
        counts.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        counts.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = from });
        counts.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = to });
        batch.BatchCommands.Add(counts);

        await using var reader = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var isEnabled = !await reader.ReadAsync(cancellationToken) || reader.GetBoolean(0);
        await reader.NextResultAsync(cancellationToken);
        var rows = new List<DayCount>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(
                new DayCount(reader.GetFieldValue<DateOnly>(0), (AnalyticsEvent)reader.GetInt16(1), reader.GetInt64(2))
            );
        }

        return new AnalyticsCounts(isEnabled, rows);
    }

    /// <summary>Switches a tenant's counting on or off, from the next batch on.</summary>
    public async Task SwitchAsync(Guid tenantId, bool isOn, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        var command = new NpgsqlBatchCommand(SwitchSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = isOn });
        batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter<T[]> Column<T>(IReadOnlyList<CountedEvent> events, Func<CountedEvent, T> value)
    {
        var column = new T[events.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(events[i]);
        }

        return new NpgsqlParameter<T[]> { TypedValue = column };
    }
}
