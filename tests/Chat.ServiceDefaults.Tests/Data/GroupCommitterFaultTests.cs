using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.Testing.Time;
using Npgsql;

namespace Chat.ServiceDefaults.Tests.Data;

/// <summary>Commits that break their promise, callers that leave, and ends in the middle.</summary>
public sealed class GroupCommitterFaultTests
{
    private static readonly Guid Key = Ids.New();
    private static readonly GroupCommitterOptions OneLane = new()
    {
        Lanes = 1,
        MaxBatch = 4,
        MaxQueue = 8,
    };
    private readonly TaskCompletionSource hold = new();
    private readonly List<int[]> batches = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(-1, 1, 1)]
    public void Create_BoundThatIsNone_IsRefused(int lanes, int batch, int queue) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new GroupCommitter<int, int>(
                (_, _) => Task.FromResult<IReadOnlyList<Result<int>>>([]),
                new GroupCommitterOptions
                {
                    Lanes = lanes,
                    MaxBatch = batch,
                    MaxQueue = queue,
                }
            )
        );

    // Results that belong to nobody in particular must not be handed to anybody.
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Commit_AnotherNumberOfResults_Fails(int results)
    {
        await using var committer = new GroupCommitter<int, int>(
            (_, _) =>
                Task.FromResult<IReadOnlyList<Result<int>>>([
                    .. Enumerable.Range(0, results).Select(n => (Result<int>)n),
                ]),
            OneLane
        );

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            committer.CommitAsync(Key, 1, Cancel).WithTimeout()
        );

        Assert.Contains($"gave {results} results", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commit_CancelledBefore_IsNotEvenQueued()
    {
        await using var committer = Create();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            committer.CommitAsync(Key, 1, new CancellationToken(canceled: true))
        );

        Assert.Empty(batches);
    }

    // The caller may be gone, the write is not: its commit is under way.
    [Fact]
    public async Task Commit_CancelledWhileItIsCommitted_IsWritten()
    {
        using var leaving = new CancellationTokenSource();
        await using var committer = Create();
        var committing = committer.CommitAsync(Key, 0, leaving.Token);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => committing.WithTimeout());
        hold.SetResult();
        await committer.CommitAsync(Key, 1, Cancel).WithTimeout();

        Assert.Equal([0, 1], batches.SelectMany(batch => batch));
    }

    [Fact]
    public async Task Commit_AllThatWaitedLeft_CommitsNothingAndGoesOn()
    {
        using var leaving = new CancellationTokenSource();
        await using var committer = Create();
        var first = committer.CommitAsync(Key, 0, Cancel);
        var left = Enumerable.Range(1, 8).Select(n => committer.CommitAsync(Key, n, leaving.Token)).ToList();

        await leaving.CancelAsync();
        hold.SetResult();
        await first.WithTimeout();
        var last = await committer.CommitAsync(Key, 9, Cancel).WithTimeout();

        Assert.Equal(9, last.Value);
        Assert.Equal([0, 9], batches.SelectMany(batch => batch));
        foreach (var waiting in left)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }
    }

    // What left takes no place in a batch from what waits behind it.
    [Fact]
    public async Task Commit_SomeThatWaitedLeft_TheRestFillTheBatch()
    {
        using var leaving = new CancellationTokenSource();
        await using var committer = Create();
        var first = committer.CommitAsync(Key, 0, Cancel);
        var all = Enumerable
            .Range(1, 8)
            .Select(n => committer.CommitAsync(Key, n, n <= 4 ? leaving.Token : Cancel))
            .ToList();

        await leaving.CancelAsync();
        hold.SetResult();
        await first.WithTimeout();
        await Task.WhenAll(all[4..]).WithTimeout();

        Assert.Equal(
            [
                [0],
                [5, 6, 7, 8],
            ],
            batches
        );
    }

    [Fact]
    public async Task Commit_DatabaseLostWhileABatchIsTakenApart_EachFailsOnItsOwn()
    {
        await using var committer = Create(items =>
            items.Length > 1 ? throw new InvalidOperationException("one of them")
            : items[0] == 3 ? throw new NpgsqlException("gone")
            : Task.CompletedTask
        );
        var first = committer.CommitAsync(Key, 0, Cancel);
        var all = Enumerable.Range(1, 4).Select(n => committer.CommitAsync(Key, n, Cancel)).ToList();

        hold.SetResult();
        await first.WithTimeout();

        await Assert.ThrowsAsync<NpgsqlException>(() => all[2].WithTimeout());
        Assert.Equal([1, 2, 4], (await Task.WhenAll(all[0], all[1], all[3]).WithTimeout()).Select(item => item.Value));
    }

    [Fact]
    public async Task Commit_OneLaneIsStuck_TheOthersGoOn()
    {
        await using var committer = new GroupCommitter<int, int>(
            async (items, _) =>
            {
                await (items[0] == 0 ? hold.Task : Task.CompletedTask);
                return [.. items.Select(item => (Result<int>)item)];
            },
            new GroupCommitterOptions { Lanes = 4 }
        );
        var stuck = committer.CommitAsync(Key, 0, Cancel);

        // Of these keys some share the stuck lane, but not all of them.
        var others = Enumerable.Range(1, 64).Select(n => committer.CommitAsync(Ids.New(), n, Cancel)).ToList();
        await Eventually.TrueAsync(() => others.Count(other => other.IsCompleted) >= 16, Cancel);

        Assert.False(stuck.IsCompleted);
        hold.SetResult();
        await Task.WhenAll(others).WithTimeout();
    }

    // A commit that never waits must neither keep its caller for ever nor grow the stack.
    [Fact]
    public async Task Commit_NeverWaits_AnswersTensOfThousands()
    {
        await using var committer = new GroupCommitter<int, int>(
            (items, _) => Task.FromResult<IReadOnlyList<Result<int>>>([.. items.Select(item => (Result<int>)item)]),
            OneLane
        );

        for (var n = 0; n < 50_000; n++)
        {
            Assert.Equal(n, (await committer.CommitAsync(Key, n, Cancel)).Value);
        }
    }

    [Fact]
    public async Task Commit_BehindAnother_DoesNotRunInItsContext()
    {
        var caller = new AsyncLocal<string?>();
        var seen = new List<string?>();
        await using var committer = Create(_ =>
        {
            seen.Add(caller.Value);
            return Task.CompletedTask;
        });

        caller.Value = "first";
        var first = committer.CommitAsync(Key, 0, Cancel);
        caller.Value = "second";
        var second = committer.CommitAsync(Key, 1, Cancel);
        hold.SetResult();
        await Task.WhenAll(first, second).WithTimeout();

        Assert.Equal(["first", null], seen);
    }

    [Fact]
    public async Task Dispose_Idle_EndsAtOnce() => await Create().DisposeAsync().AsTask().WithTimeout();

    [Fact]
    public async Task Dispose_TwiceWhileCommitting_BothWaitForTheEnd()
    {
        var committer = Create();
        var item = committer.CommitAsync(Key, 0, Cancel);

        var first = committer.DisposeAsync().AsTask();
        var second = committer.DisposeAsync().AsTask();
        Assert.False(first.IsCompleted || second.IsCompleted);
        hold.SetResult();
        await Task.WhenAll(first, second).WithTimeout();

        Assert.Equal(0, (await item.WithTimeout()).Value);
        await committer.DisposeAsync().AsTask().WithTimeout();
    }

    [Fact]
    public async Task Dispose_CommitFails_StillEnds()
    {
        var committer = Create(_ => throw new NpgsqlException("gone"));
        var item = committer.CommitAsync(Key, 0, Cancel);

        var disposing = committer.DisposeAsync().AsTask();
        hold.SetResult();
        await disposing.WithTimeout();

        await Assert.ThrowsAsync<NpgsqlException>(() => item);
    }

    [Fact]
    public async Task Dispose_WhileManyWrite_AnswersEachOnceWithItsResultOrARefusal()
    {
        var written = 0;
        var committer = new GroupCommitter<int, int>(
            async (items, _) =>
            {
                await Task.Yield();
                Interlocked.Add(ref written, items.Count);
                return [.. items.Select(item => (Result<int>)item)];
            }
        );
        var writers = Enumerable
            .Range(0, 8)
            .Select(writer =>
                Task.Run(
                    async () =>
                    {
                        var kept = 0;
                        while ((await committer.CommitAsync(Ids.New(), writer, Cancel)).IsSuccess)
                        {
                            kept++;
                        }

                        return kept;
                    },
                    Cancel
                )
            )
            .ToList();
        await Eventually.TrueAsync(() => Volatile.Read(ref written) > 1_000, Cancel);

        await committer.DisposeAsync().AsTask().WithTimeout();

        Assert.Equal(written, (await Task.WhenAll(writers).WithTimeout()).Sum());
    }

    /// <summary>The item 0 is held until the test lets it go; then the commit of the test runs.</summary>
    private GroupCommitter<int, int> Create(Func<int[], Task>? commit = null) =>
        new(
            async (items, _) =>
            {
                batches.Add([.. items]);
                await (commit?.Invoke([.. items]) ?? Task.CompletedTask);
                await (items[0] == 0 ? hold.Task : Task.CompletedTask);
                return [.. items.Select(item => (Result<int>)item)];
            },
            OneLane
        );
}
