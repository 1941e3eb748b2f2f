using Chat.ServiceDefaults.Data;
using Npgsql;

namespace Chat.Sessions.Dashboard;

/// <summary>Counts a tenant's conversations and agents; one round trip.</summary>
internal sealed class StatsStore(NpgsqlDataSource source)
{
    // Each count walks an index of its own; none walks what ended.
    private const string Sql = """
        select
            (select count(*)::int from conversations where tenant_id = $1 and status = 1),
            (select count(*)::int from conversations where tenant_id = $1 and status = 3),
            (select count(*)::int from conversations where tenant_id = $1 and status in (4, 5)),
            (select count(*)::int from conversations where tenant_id = $1 and resolved_at >= $2),
            (select count(*)::int from agents where tenant_id = $1 and is_active and deleted_at is null),
            (select count(*)::int from agents
                where tenant_id = $1 and is_active and deleted_at is null and status = 1)
        """;

    /// <summary>The figures of this moment.</summary>
    /// <param name="today">When the tenant's day began.</param>
    public async Task<DashboardStats> ReadAsync(Guid tenantId, DateTime today, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(Sql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<DateTime> { TypedValue = today },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        await row.ReadAsync(cancellationToken);
        return new DashboardStats
        {
            Open = row.GetInt32(0),
            Queued = row.GetInt32(1),
            Assigned = row.GetInt32(2),
            ResolvedToday = row.GetInt32(3),
            Agents = row.GetInt32(4),
            AgentsOnline = row.GetInt32(5),
        };
    }
}
