using System.Collections.Concurrent;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Npgsql;

namespace Chat.Sessions.Routing;

/// <summary>
/// Whether a person could answer, from memory: messages ask for it. Read again behind the back of whoever asks when
/// Postgres tells of a change, and after <see cref="RefreshAfter"/> whatever became of the notice.
/// </summary>
internal sealed class OnlineAgents(NpgsqlDataSource source, TimeProvider time, ILogger<OnlineAgents> logger)
{
    private const int MaxTenants = 10_000;
    private static readonly TimeSpan RefreshAfter = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Guid, Entry> entries = new();

    private const string AnySql = """
        select exists (
            select from agents where tenant_id = $1 and status = 1 and is_active and deleted_at is null)
        """;

    /// <summary>Whether anybody is online and active; a round trip only for a tenant that was not asked for before.</summary>
    public async ValueTask<bool> AnyAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        if (!entries.TryGetValue(tenantId, out var entry))
        {
            entry = new Entry(await ReadAsync(tenantId, cancellationToken), time.GetTimestamp());
            Keep(tenantId, entry);
        }
        else if (time.GetElapsedTime(entry.ReadAt) > RefreshAfter)
        {
            Refresh(tenantId);
        }

        return entry.Any;
    }

    /// <summary>Something changed; nothing happens for tenants nobody asked for. At most one reading at a time per tenant.</summary>
    public void Refresh(Guid tenantId)
    {
        if (entries.TryGetValue(tenantId, out var entry) && entry.Claim())
        {
            _ = RefreshAsync(tenantId, entry);
        }
    }

    private async Task RefreshAsync(Guid tenantId, Entry entry)
    {
        try
        {
            do
            {
                // Claims made while this reads ask for one more reading: it may have come before their change.
                entry.Begin();
                var any = await ReadAsync(tenantId, CancellationToken.None);
                entry.Set(any, time.GetTimestamp());
            } while (entry.IsClaimedAgain());
        }
        catch (Exception exception) when (FaultClassifier.IsStatementFault(exception))
        {
            RoutingLog.PresenceUnknown(logger, exception, tenantId);
            entry.Release();
        }
    }

    private void Keep(Guid tenantId, Entry entry)
    {
        if (entries.Count >= MaxTenants)
        {
            // A fresh start costs each tenant one read.
            entries.Clear();
        }

        entries.TryAdd(tenantId, entry);
    }

    private async Task<bool> ReadAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(AnySql) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = tenantId } } }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) && row.GetBoolean(0);
    }

    private sealed class Entry(bool any, long readAt)
    {
        private const int Idle = 0;
        private const int Reading = 1;
        private const int Claimed = 2;
        private int state;

        public bool Any { get; private set; } = any;

        public long ReadAt { get; private set; } = readAt;

        /// <summary>True: the caller has to read. False: somebody reads, and will once more.</summary>
        public bool Claim() => Interlocked.Exchange(ref state, Claimed) == Idle;

        public void Begin() => Volatile.Write(ref state, Reading);

        public void Set(bool any, long at) => (Any, ReadAt) = (any, at);

        public bool IsClaimedAgain() => Interlocked.CompareExchange(ref state, Idle, Reading) != Reading;

        public void Release() => Volatile.Write(ref state, Idle);
    }
}
