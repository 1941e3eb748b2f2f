using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Sessions.Speaking;

/// <summary>
/// Renews leases; those that fall due while others are being renewed go together in the next statement. None waits for
/// the disk: a renewal that a crash of the database takes back lets the lease run out sooner, and the fence still
/// protects the log.
/// </summary>
internal sealed class LeaseRenewals : IAsyncDisposable
{
    private const string Sql = """
        select i.position, r.o_expires, r.o_last_sequence, r.o_stop
        from (select set_config('synchronous_commit', 'off', true)) as quick,
            unnest($1, $2, $3, $4) with ordinality as i(tenant, conversation, reply, fence, position),
            lateral renew_lease(i.tenant, i.conversation, i.reply, i.fence, $5) as r
        """;

    private readonly NpgsqlDataSource source;
    private readonly int seconds;
    private readonly GroupCommitter<LeaseKey, RenewedLease> renewals;

    public LeaseRenewals(NpgsqlDataSource source, IOptions<SpeakingOptions> options)
    {
        this.source = source;
        seconds = (int)options.Value.LeaseTtl.TotalSeconds;
        // Order does not matter here, and one lane fills its batches best.
        renewals = new GroupCommitter<LeaseKey, RenewedLease>(RenewAsync, new GroupCommitterOptions { Lanes = 1 });
    }

    /// <summary>Holds a lease for longer; an error when it is held under another fence, or not at all.</summary>
    public Task<Result<RenewedLease>> RenewAsync(LeaseKey key, CancellationToken cancellationToken) =>
        renewals.CommitAsync(key.ConversationId, key, cancellationToken);

    public ValueTask DisposeAsync() => renewals.DisposeAsync();

    private async Task<IReadOnlyList<Result<RenewedLease>>> RenewAsync(
        IReadOnlyList<LeaseKey> keys,
        CancellationToken cancellationToken
    )
    {
        // Rows are locked in the order of their conversations, as appending does, so that two batches cannot deadlock.
        var order = Enumerable.Range(0, keys.Count).OrderBy(index => keys[index].ConversationId).ToArray();
        await using var command = source.CreateCommand(Sql);
        Add(order, keys, key => key.TenantId);
        Add(order, keys, key => key.ConversationId);
        Add(order, keys, key => key.ReplyId);
        Add(order, keys, key => key.Fence);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = seconds });
        var results = new Result<RenewedLease>[keys.Count];
        Array.Fill(results, new LeaseLost());
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var index = order[row.GetInt64(0) - 1];
            results[index] = new RenewedLease
            {
                Lease = new Lease(keys[index].Fence, keys[index].ReplyId, row.GetDateTime(1)),
                LastSequence = row.GetInt64(2),
                Stop = row.IsDBNull(3) ? null : row.GetString(3),
            };
        }

        // The rows arrive before the commit does; only the end of the statement says that it happened.
        await row.NextResultAsync(cancellationToken);
        return results;

        void Add<T>(int[] places, IReadOnlyList<LeaseKey> values, Func<LeaseKey, T> value) =>
            command.Parameters.Add(
                new NpgsqlParameter<T[]> { TypedValue = Array.ConvertAll(places, index => value(values[index])) }
            );
    }
}
