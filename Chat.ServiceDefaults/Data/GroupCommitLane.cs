using Chat.ServiceDefaults.Errors;

namespace Chat.ServiceDefaults.Data;

/// <summary>One lane: a queue and, while it is not empty, one loop that commits it batch by batch.</summary>
internal sealed class GroupCommitLane<TItem, TResult>(
    Func<IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<Result<TResult>>>> commit,
    GroupCommitterOptions bounds,
    Func<TItem, int> sizeOf
) : IAsyncDisposable
{
    private static readonly Unavailable Overloaded = new("overloaded", "Too many writes are waiting.");
    private static readonly Unavailable Stopping = new("stopping", "This instance is stopping.");

    private readonly Lock gate = new();
    private readonly Queue<GroupCommitItem<TItem, TResult>> queue = new();
    private TaskCompletionSource? drained;
    private bool running;
    private bool disposed;

    /// <summary>Items that would go first; zero: it is idle. Of the moment, for choosing among lanes.</summary>
    public int Ahead
    {
        get
        {
            lock (gate)
            {
                return running ? 1 + queue.Count : 0;
            }
        }
    }

    public Task<Result<TResult>> CommitAsync(TItem value, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<Result<TResult>>(cancellationToken);
        }

        var item = new GroupCommitItem<TItem, TResult>(value, cancellationToken);
        var start = false;
        lock (gate)
        {
            if (disposed)
            {
                return Task.FromResult<Result<TResult>>(Stopping);
            }

            if (queue.Count >= bounds.MaxQueue)
            {
                return Task.FromResult<Result<TResult>>(Overloaded);
            }

            queue.Enqueue(item);
            if (!running)
            {
                running = true;
                start = true;
            }
        }

        if (start)
        {
            // The first commit starts on the caller's thread: an idle lane costs no hop to the pool.
            _ = RunAsync();
        }

        return cancellationToken.CanBeCanceled ? item.Task.WaitAsync(cancellationToken) : item.Task;
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            disposed = true;
            if (!running)
            {
                return;
            }

            drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        await drained.Task;
    }

    private async Task RunAsync()
    {
        if (TakeBatch() is not { } own)
        {
            return;
        }

        await CommitAsync(own);
        if (TakeBatch() is { } others)
        {
            // These are of other callers: they must not run as the first one, nor all under its trace.
            ThreadPool.UnsafeQueueUserWorkItem(
                static next => _ = next.Lane.DrainAsync(next.Batch),
                (Lane: this, Batch: others),
                preferLocal: true
            );
        }
    }

    private async Task DrainAsync(List<GroupCommitItem<TItem, TResult>> first)
    {
        for (var batch = first; batch is not null; batch = TakeBatch())
        {
            await CommitAsync(batch);
        }
    }

    private List<GroupCommitItem<TItem, TResult>>? TakeBatch()
    {
        lock (gate)
        {
            var batch = new List<GroupCommitItem<TItem, TResult>>(Math.Min(queue.Count, bounds.MaxBatch));
            var room = bounds.MaxBatchSize;
            while (batch.Count < bounds.MaxBatch && queue.TryPeek(out var item))
            {
                if (!item.IsAbandoned)
                {
                    room -= sizeOf(item.Value);
                    if (room < 0 && batch.Count > 0)
                    {
                        break;
                    }

                    batch.Add(item);
                }

                _ = queue.Dequeue();
            }

            if (batch.Count > 0)
            {
                return batch;
            }

            running = false;
            drained?.TrySetResult();
            return null;
        }
    }

    private async Task CommitAsync(List<GroupCommitItem<TItem, TResult>> batch)
    {
        try
        {
            await CommitTogetherAsync(batch);
        }
        catch (Exception exception) when (batch.Count > 1 && !FaultClassifier.IsDatabaseOutage(exception))
        {
            foreach (var item in batch)
            {
                await CommitAsync([item]);
            }
        }
        catch (Exception exception)
        {
            // Boundary: the loop must live; each waiting caller gets the exception at its own boundary.
            foreach (var item in batch)
            {
                item.TrySetException(exception);
            }
        }
    }

    private async Task CommitTogetherAsync(List<GroupCommitItem<TItem, TResult>> batch)
    {
        var values = new TItem[batch.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = batch[index].Value;
        }

        var results = await commit(values, CancellationToken.None);
        if (results.Count != batch.Count)
        {
            throw new InvalidOperationException(
                $"The commit of {batch.Count} items gave {results.Count} results; it must give one for each."
            );
        }

        for (var index = 0; index < results.Count; index++)
        {
            batch[index].TrySetResult(results[index]);
        }
    }
}
