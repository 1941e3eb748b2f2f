using Chat.Testing.Time;
using Chat.Webhooks.Dispatch;

namespace Chat.Webhooks.Tests.Dispatch;

public sealed class DispatchSignalTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private readonly FakeTimeProvider _clock = new();
    private readonly DispatchSignal _signal = new();

    [Fact]
    public void WaitAsync_SignalledBefore_IsOver()
    {
        _signal.Notify();

        Assert.True(WaitAsync(Poll).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task WaitAsync_SignalledTwice_IsOverOnce()
    {
        _signal.Notify();
        _signal.Notify();
        await WaitAsync(Poll).WithTimeout();

        Assert.False(WaitAsync(Poll).IsCompleted);
    }

    [Fact]
    public async Task WaitAsync_SignalledMeanwhile_Ends()
    {
        var waiting = WaitAsync(Poll);
        Assert.False(waiting.IsCompleted);

        _signal.Notify();

        await waiting.WithTimeout();
    }

    [Fact]
    public async Task WaitAsync_NothingComes_EndsWithItsTime()
    {
        var waiting = WaitAsync(Poll);

        _clock.Advance(Poll - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));

        await waiting.WithTimeout();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void WaitAsync_NoTime_IsOverAtOnce(int seconds) =>
        Assert.True(WaitAsync(TimeSpan.FromSeconds(seconds)).IsCompletedSuccessfully);

    [Fact]
    public void WaitAsync_NoTime_TakesTheSignalAlong()
    {
        _signal.Notify();

        Assert.True(WaitAsync(TimeSpan.Zero).IsCompletedSuccessfully);
        Assert.False(WaitAsync(Poll).IsCompleted);
    }

    [Fact]
    public async Task WaitAsync_Over_LeavesNoTimer()
    {
        var waiting = WaitAsync(Poll);
        _signal.Notify();

        await waiting.WithTimeout();

        Assert.Equal(0, _clock.WaitingTimers);
    }

    [Fact]
    public async Task WaitAsync_Stopped_Throws()
    {
        using var stopping = new CancellationTokenSource();
        var waiting = _signal.WaitAsync(Poll, _clock, stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WithTimeout());
    }

    private Task WaitAsync(TimeSpan timeout) =>
        _signal.WaitAsync(timeout, _clock, TestContext.Current.CancellationToken);
}
