using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.Testing.Time;
using Npgsql;

namespace Chat.ServiceDefaults.Tests.Data;

public sealed class GroupCommitterTests
{
    private static readonly Guid Key = Ids.New();
    private static readonly GroupCommitterOptions OneLane = new()
    {
        Lanes = 1,
        MaxBatch = 4,
        MaxQueue = 8,
    };
    private readonly Lock gate = new();
    private readonly List<int[]> batches = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_IdleLane_CommitsAtOnceAndAlone()
    {
        await using var committer = Create(_ => Task.CompletedTask);

        var result = await committer.CommitAsync(Key, 7, Cancel).WithTimeout();

        Assert.Equal("7", result.Value);
        Assert.Equal(
            [
                [7],
            ],
            batches
        );
    }

    [Fact]
    public async Task Commit_WhileOneRuns_TheRestShareTheNextInOrder()
    {
        var hold = new TaskCompletionSource();
        await using var committer = Create(items => items[0] == 0 ? hold.Task : Task.CompletedTask);

        var results = Enumerable.Range(0, 7).Select(n => committer.CommitAsync(Key, n, Cancel)).ToArray();
        hold.SetResult();
        var values = await Task.WhenAll(results).WithTimeout();

        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], values.Select(result => result.Value));
        Assert.Equal(
            [
                [0],
                [1, 2, 3, 4],
                [5, 6],
            ],
            batches
        );
    }

    [Fact]
    public async Task Commit_LargeItems_ShareACommitUpToItsSize()
    {
        var hold = new TaskCompletionSource();
        await using var committer = Create(
            items => items[0] == 0 ? hold.Task : Task.CompletedTask,
            OneLane with
            {
                MaxBatchSize = 10,
            },
            static item => item
        );

        var results = new[] { 0, 4, 6, 1, 20, 3 }.Select(n => committer.CommitAsync(Key, n, Cancel)).ToArray();
        hold.SetResult();
        var values = await Task.WhenAll(results).WithTimeout();

        Assert.Equal(["0", "4", "6", "1", "20", "3"], values.Select(result => result.Value));
        Assert.Equal(
            [
                [0],
                [4, 6],
                [1],
                [20],
                [3],
            ],
            batches
        );
    }

    [Fact]
    public async Task Commit_WithoutKey_GoesWhereLeastWaits()
    {
        var hold = new TaskCompletionSource();
        await using var committer = Create(_ => hold.Task, OneLane with { Lanes = 2 });

        var results = Enumerable.Range(0, 5).Select(n => committer.CommitAsync(n, Cancel)).ToArray();
        hold.SetResult();
        await Task.WhenAll(results).WithTimeout();

        Assert.Equal(
            [
                [0],
                [1],
                [2, 4],
                [3],
            ],
            batches.OrderBy(batch => batch[0])
        );
    }

    [Fact]
    public async Task Commit_OneItemMakesTheBatchThrow_OnlyItFails()
    {
        var hold = new TaskCompletionSource();
        await using var committer = Create(items =>
            items.Contains(2) ? throw new InvalidOperationException("bad item")
            : items[0] == 0 ? hold.Task
            : Task.CompletedTask
        );

        var results = Enumerable.Range(0, 4).Select(n => committer.CommitAsync(Key, n, Cancel)).ToArray();
        hold.SetResult();

        Assert.Equal("1", (await results[1].WithTimeout()).Value);
        Assert.Equal("3", (await results[3].WithTimeout()).Value);
        await Assert.ThrowsAsync<InvalidOperationException>(() => results[2].WithTimeout());
    }

    [Fact]
    public async Task Commit_OneItemRefused_ItsNeighboursSucceed()
    {
        var hold = new TaskCompletionSource();
        await using var committer = Create(items => items[0] == 0 ? hold.Task : Task.CompletedTask);

        var results = new[] { 0, 1, -2, 3 }.Select(n => committer.CommitAsync(Key, n, Cancel)).ToArray();
        hold.SetResult();
        await Task.WhenAll(results).WithTimeout();

        Assert.Equal("negative", (await results[2]).Error?.Code);
        Assert.Equal(["1", "3"], [(await results[1]).Value, (await results[3]).Value]);
    }

    [Fact]
    public async Task Commit_DatabaseAway_AllFailWithoutBeingTriedOneByOne()
    {
        var hold = new TaskCompletionSource();
        await using var committer = Create(items =>
            items[0] == 0 ? hold.Task : throw new NpgsqlException("The connection was lost.")
        );

        var results = Enumerable.Range(0, 4).Select(n => committer.CommitAsync(Key, n, Cancel)).ToArray();
        hold.SetResult();
        await results[0].WithTimeout();

        foreach (var result in results[1..])
        {
            await Assert.ThrowsAsync<NpgsqlException>(() => result.WithTimeout());
        }

        Assert.Equal(2, batches.Count);
    }

    [Fact]
    public async Task Commit_AfterAFailure_TheLaneGoesOn()
    {
        await using var committer = Create(items =>
            items[0] == 1 ? throw new InvalidOperationException("bad item") : Task.CompletedTask
        );
        await Assert.ThrowsAsync<InvalidOperationException>(() => committer.CommitAsync(Key, 1, Cancel).WithTimeout());

        Assert.Equal("2", (await committer.CommitAsync(Key, 2, Cancel).WithTimeout()).Value);
    }

    [Fact]
    public async Task Commit_QueueFull_IsRefused()
    {
        var hold = new TaskCompletionSource();
        await using var committer = Create(items => items[0] == 0 ? hold.Task : Task.CompletedTask);
        var waiting = Enumerable.Range(0, 9).Select(n => committer.CommitAsync(Key, n, Cancel)).ToArray();

        var refused = await committer.CommitAsync(Key, 99, Cancel).WithTimeout();
        hold.SetResult();
        await Task.WhenAll(waiting).WithTimeout();

        Assert.Equal("overloaded", refused.Error?.Code);
        Assert.DoesNotContain(batches, batch => batch.Contains(99));
    }

    [Fact]
    public async Task Commit_CancelledInTheQueue_IsNotWritten()
    {
        var hold = new TaskCompletionSource();
        using var cancel = new CancellationTokenSource();
        await using var committer = Create(items => items[0] == 0 ? hold.Task : Task.CompletedTask);
        var first = committer.CommitAsync(Key, 0, Cancel);
        var cancelled = committer.CommitAsync(Key, 1, cancel.Token);
        var last = committer.CommitAsync(Key, 2, Cancel);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WithTimeout());
        hold.SetResult();
        await Task.WhenAll(first, last).WithTimeout();

        Assert.Equal(
            [
                [0],
                [2],
            ],
            batches
        );
    }

    [Fact]
    public async Task Dispose_ItemsQueued_CommitsThemAndRefusesMore()
    {
        var hold = new TaskCompletionSource();
        var committer = Create(items => items[0] == 0 ? hold.Task : Task.CompletedTask);
        var queued = Enumerable.Range(0, 3).Select(n => committer.CommitAsync(Key, n, Cancel)).ToArray();

        var disposing = committer.DisposeAsync().AsTask();
        var late = await committer.CommitAsync(Key, 9, Cancel).WithTimeout();
        hold.SetResult();
        await disposing.WithTimeout();

        Assert.Equal("stopping", late.Error?.Code);
        Assert.Equal(["0", "1", "2"], (await Task.WhenAll(queued).WithTimeout()).Select(result => result.Value));
    }

    [Fact]
    public async Task Commit_ManyWritersAndKeys_EachGetsItsOwnResultAndKeysKeepTheirOrder()
    {
        var seen = new Dictionary<Guid, List<int>>();
        await using var committer = new GroupCommitter<(Guid Key, int Number), string>(
            async (items, _) =>
            {
                await Task.Yield();
                lock (gate)
                {
                    foreach (var (key, number) in items)
                    {
                        (seen.TryGetValue(key, out var list) ? list : seen[key] = []).Add(number);
                    }
                }

                return [.. items.Select(item => (Result<string>)$"{item.Key}:{item.Number}")];
            }
        );
        var keys = Enumerable.Range(0, 20).Select(_ => Ids.New()).ToArray();

        await Task.WhenAll(
                keys.Select(async key =>
                {
                    for (var number = 0; number < 200; number++)
                    {
                        var result = await committer.CommitAsync(key, (key, number), Cancel);
                        Assert.Equal($"{key}:{number}", result.Value);
                    }
                })
            )
            .WithTimeout();

        Assert.All(keys, key => Assert.Equal(Enumerable.Range(0, 200), seen[key]));
    }

    private GroupCommitter<int, string> Create(
        Func<IReadOnlyList<int>, Task> commit,
        GroupCommitterOptions? options = null,
        Func<int, int>? sizeOf = null
    ) =>
        new(
            async (items, _) =>
            {
                lock (gate)
                {
                    batches.Add([.. items]);
                }

                await commit(items);
                return [.. items.Select(Answer)];
            },
            options ?? OneLane,
            sizeOf
        );

    private static Result<string> Answer(int item) =>
        item < 0 ? new Conflict("negative", "Negative items are refused.") : $"{item}";
}
