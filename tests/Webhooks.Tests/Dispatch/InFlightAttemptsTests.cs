using Chat.Webhooks.Dispatch;

namespace Chat.Webhooks.Tests.Dispatch;

public sealed class InFlightAttemptsTests
{
    private static readonly Guid A = Guid.CreateVersion7();
    private static readonly Guid B = Guid.CreateVersion7();
    private readonly InFlightAttempts _inFlight = new();

    [Fact]
    public async Task Start_UntilItEnds_IsCountedForItsSubscription()
    {
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();
        _inFlight.Start(A, () => first.Task, () => { });
        _inFlight.Start(A, () => second.Task, () => { });
        _inFlight.Start(B, () => second.Task, () => { });

        Assert.Equal(3, _inFlight.Count);
        Assert.Equivalent(new Dictionary<Guid, int> { [A] = 2, [B] = 1 }, _inFlight.BySubscription().ToDictionary());

        first.SetResult();
        second.SetResult();
        await _inFlight
            .WhenAllAsync(CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Start_OneOfTwoEnds_TheOtherIsStillCounted()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var ended = new TaskCompletionSource();
        _inFlight.Start(A, () => first.Task, ended.SetResult);
        _inFlight.Start(A, () => second.Task, () => { });

        first.SetResult();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal(1, Assert.Single(_inFlight.BySubscription()).Value);
        var all = _inFlight.WhenAllAsync(CancellationToken.None);
        Assert.False(all.IsCompleted);
        second.SetResult();
        await all.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Start_AttemptThatEndsAtOnce_MakesRoomBeforeItSignals()
    {
        var ended = new TaskCompletionSource<int>();

        _inFlight.Start(A, () => Task.CompletedTask, () => ended.SetResult(_inFlight.Count));

        Assert.Equal(0, await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Empty(_inFlight.BySubscription());
    }
}
