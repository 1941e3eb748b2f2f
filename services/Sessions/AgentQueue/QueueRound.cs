using Chat.ServiceDefaults.Data;
using Chat.Sessions.Assignments;
using Npgsql;

namespace Chat.Sessions.AgentQueue;

/// <summary>One look at a tenant's queue.</summary>
/// <remarks>
/// <list type="number">
/// <item>What needs a person and is not in the queue yet comes into it.</item>
/// <item>What agents have is answered as their settings and the tenant's say.</item>
/// <item>What belongs to agents who vanished waits again, in front.</item>
/// <item>Who has room gets what waits.</item>
/// <item>Who still waits is told where it stands.</item>
/// </list>
/// Instances told at the same time do not do it twice: one holds the tenant's lease, and what is committed after it looked
/// gives it another notice. Every single step is decided again under the conversation's lock, so the lease saves work and
/// guards nothing.
/// </remarks>
internal sealed class QueueRound(
    NpgsqlDataSource source,
    NeededHumans needed,
    HeldModes held,
    VanishedAgents vanished,
    QueueDrain drain,
    QueuePositions positions
)
{
    private const string LeaseSql = "select pg_try_advisory_xact_lock(hashtextextended('queue ' || $1::text, 0))";

    public async Task RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var lease = await connection.BeginTransactionAsync(cancellationToken);
        await TenantScope.ApplyAsync(lease, tenantId, cancellationToken);
        await using var command = new NpgsqlCommand(LeaseSql, connection, lease);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return;
        }

        await needed.QueueAsync(tenantId, cancellationToken);
        await held.FollowAsync(tenantId, cancellationToken);
        await vanished.RequeueAsync(tenantId, cancellationToken);
        await drain.RunAsync(tenantId, cancellationToken);
        await positions.TellAsync(tenantId, cancellationToken);
    }
}
