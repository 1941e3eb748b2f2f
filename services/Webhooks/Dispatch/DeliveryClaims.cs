using Chat.ServiceDefaults;
using Chat.Webhooks.Subscriptions;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Webhooks.Dispatch;

/// <summary>
/// Selects: takes due deliveries for this instance. The rules of the choice (shares of tenants, bounds per subscription,
/// oldest first, order within a conversation) are in the database's function <c>claim_deliveries</c>, because they must
/// hold over all instances.
/// </summary>
internal sealed class DeliveryClaims(
    NpgsqlDataSource database,
    SubscriptionDirectory subscriptions,
    ClaimRenewer renewer,
    IOptions<DispatchOptions> options,
    TimeProvider clock
)
{
    private const string ClaimSql = "select * from claim_deliveries($1, $2, $3, $4, $5, $6, $7)";
    private const string NextDueSql = "select next_delivery_due_in()";
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(1);

    /// <param name="limit">How many attempts this instance has room for.</param>
    /// <param name="busy">Attempts under way, by subscription.</param>
    public async Task<ClaimBatch> ClaimAsync(
        int limit,
        IReadOnlyCollection<KeyValuePair<Guid, int>> busy,
        CancellationToken cancellationToken
    )
    {
        // Before the first load nothing is sealed for sure, and so nothing can be signed.
        _ = await subscriptions.GetAsync(cancellationToken);
        // What should have been renewed by now was not, because the database was away: this instance would claim from itself.
        await renewer.RenewAsync(2 * options.Value.RenewalInterval, cancellationToken);
        var claim = Ids.New();
        var claimedAt = clock.GetTimestamp();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(ClaimCommand(limit, busy, claim));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(NextDueSql));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);

        var deliveries = new List<ClaimedDelivery>();
        while (await reader.ReadAsync(cancellationToken))
        {
            deliveries.Add(Read(reader, claim, claimedAt));
        }

        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new ClaimBatch(deliveries, DueAfter(NextDueIn(reader), clock.GetElapsedTime(claimedAt)));
    }

    private NpgsqlBatchCommand ClaimCommand(int limit, IReadOnlyCollection<KeyValuePair<Guid, int>> busy, Guid claim) =>
        new(ClaimSql)
        {
            Parameters =
            {
                new NpgsqlParameter { Value = limit },
                new NpgsqlParameter { Value = options.Value.MaxConcurrencyPerTenant },
                new NpgsqlParameter { Value = options.Value.MaxConcurrencyPerSubscription },
                new NpgsqlParameter { Value = busy.Select(entry => entry.Key).ToArray() },
                new NpgsqlParameter { Value = busy.Select(entry => entry.Value).ToArray() },
                new NpgsqlParameter { Value = options.Value.ClaimLease, NpgsqlDbType = NpgsqlDbType.Interval },
                new NpgsqlParameter { Value = claim },
            },
        };

    /// <summary>
    /// When to look again: what fell due after the claim had looked, while it ran, was not taken and must not wait for the
    /// next poll.
    /// </summary>
    internal static TimeSpan? DueAfter(TimeSpan? nextDueIn, TimeSpan took) =>
        nextDueIn <= TimeSpan.Zero && nextDueIn > -took ? AtOnce : nextDueIn;

    private static TimeSpan? NextDueIn(NpgsqlDataReader row) => row.IsDBNull(0) ? null : row.GetFieldValue<TimeSpan>(0);

    private static ClaimedDelivery Read(NpgsqlDataReader row, Guid claim, long claimedAt) =>
        new()
        {
            Claim = claim,
            ClaimedAt = claimedAt,
            Id = row.GetGuid(0),
            SubscriptionId = row.GetGuid(1),
            EventId = row.GetGuid(2),
            EventType = row.GetString(3),
            Body = row.GetFieldValue<byte[]>(4),
            TraceParent = row.IsDBNull(5) ? null : row.GetString(5),
            Failures = row.GetInt32(6),
            Url = row.GetString(7),
            SealedSecrets = row.GetFieldValue<string[]>(8),
        };
}
