using Chat.ServiceDefaults.Errors;

namespace Chat.ServiceDefaults.Data;

/// <summary>Lets writes that arrive while a commit is under way share the next one.</summary>
/// <typeparam name="TItem">What is written.</typeparam>
/// <typeparam name="TResult">What writing one item gives.</typeparam>
/// <remarks>
/// 1. An item goes to the lane of its key, or without one to the lane where least waits; items of a lane are committed
/// in the order of arrival. 2. An idle lane commits at once, without a timer: a single writer waits for nothing. 3.
/// While it commits, further items queue, and go together into the next batch. 4. The commit answers each item with
/// its own result. 5. A commit that throws is repeated item by item, so that only the item it threw for fails; unless
/// the database is away, when all fail at once. Safe for concurrent use.
/// </remarks>
public sealed class GroupCommitter<TItem, TResult> : IAsyncDisposable
{
    private readonly GroupCommitLane<TItem, TResult>[] lanes;

    /// <summary>A committer over a commit function.</summary>
    /// <param name="commit">
    /// Writes the items in their order, in one transaction, and gives as many results in the same order. It is never
    /// run twice at a time for one lane. Throwing means that nothing was kept.
    /// </param>
    /// <param name="options">The bounds.</param>
    /// <param name="sizeOf">How large an item is, in the unit of <see cref="GroupCommitterOptions.MaxBatchSize"/>.</param>
    public GroupCommitter(
        Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<Result<TResult>>>> commit,
        GroupCommitterOptions? options = null,
        Func<TItem, int>? sizeOf = null
    )
    {
        var bounds = options ?? new GroupCommitterOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(bounds.Lanes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(bounds.MaxBatch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(bounds.MaxQueue, 1);
        lanes = new GroupCommitLane<TItem, TResult>[bounds.Lanes];
        for (var index = 0; index < lanes.Length; index++)
        {
            lanes[index] = new GroupCommitLane<TItem, TResult>(commit, bounds, sizeOf ?? (static _ => 0));
        }
    }

    /// <summary>Writes one item, together with others.</summary>
    /// <param name="key">Items of the same key keep their order, for example the conversation's id.</param>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">
    /// Ends the wait. An item still in the queue is then not written; one in a running commit is.
    /// </param>
    /// <returns>
    /// The item's own result; <see cref="Unavailable"/> <c>overloaded</c> when the lane's queue is full.
    /// </returns>
    public Task<Result<TResult>> CommitAsync(Guid key, TItem item, CancellationToken cancellationToken) =>
        lanes[(key.GetHashCode() & int.MaxValue) % lanes.Length].CommitAsync(item, cancellationToken);

    /// <summary>Writes one item that has no order among others, where it comes first.</summary>
    /// <param name="item">The item.</param>
    /// <param name="cancellationToken">As for items with a key.</param>
    /// <returns>As for items with a key.</returns>
    public Task<Result<TResult>> CommitAsync(TItem item, CancellationToken cancellationToken)
    {
        var chosen = lanes[0];
        var ahead = chosen.Ahead;
        for (var index = 1; index < lanes.Length && ahead > 0; index++)
        {
            if (lanes[index].Ahead is var here && here < ahead)
            {
                (chosen, ahead) = (lanes[index], here);
            }
        }

        return chosen.CommitAsync(item, cancellationToken);
    }

    /// <summary>Commits what is queued and refuses more.</summary>
    /// <returns>A task.</returns>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in lanes)
        {
            await lane.DisposeAsync();
        }
    }
}
