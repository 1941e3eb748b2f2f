using Chat.ServiceDefaults.Outbox;
using Chat.Testing.Time;

namespace Chat.ServiceDefaults.Tests.Outbox;

public sealed class OutboxSignalTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private readonly FakeTimeProvider time = new();
    private readonly OutboxSignal signal;

    public OutboxSignalTests() => signal = new OutboxSignal(time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_ToldBefore_ReturnsAtOnce()
    {
        signal.Notify();

        await signal.WaitAsync(Limit, Cancel).WithTimeout();

        Assert.Equal(0, time.WaitingTimers);
    }

    [Fact]
    public async Task Wait_ToldTwiceBefore_IsOneCall()
    {
        signal.Notify();
        signal.Notify();
        await signal.WaitAsync(Limit, Cancel).WithTimeout();

        var second = signal.WaitAsync(Limit, Cancel);

        Assert.False(second.IsCompleted);
        signal.Notify();
        await second.WithTimeout();
    }

    [Fact]
    public async Task Wait_ToldMeanwhile_ReturnsAndLeavesNoTimer()
    {
        var waiting = signal.WaitAsync(Limit, Cancel);
        Assert.False(waiting.IsCompleted);

        signal.Notify();
        await waiting.WithTimeout();

        Assert.Equal(0, time.WaitingTimers);
    }

    [Fact]
    public async Task Wait_NobodyTells_ReturnsAtTheLimit()
    {
        var waiting = signal.WaitAsync(Limit, Cancel);
        time.Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);

        time.Advance(TimeSpan.FromMilliseconds(1));

        await waiting.WithTimeout();
    }

    [Fact]
    public async Task Wait_LimitPassed_ALaterCallCountsForTheNextWait()
    {
        var first = signal.WaitAsync(Limit, Cancel);
        time.Advance(Limit);
        await first.WithTimeout();

        signal.Notify();

        await signal.WaitAsync(Limit, Cancel).WithTimeout();
    }

    [Fact]
    public async Task Wait_Cancelled_Throws()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var waiting = signal.WaitAsync(Limit, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WithTimeout());
    }

    // What is told between two waits must be seen by the second: rows would else lie until the next look.
    [Fact]
    public async Task Wait_ToldFromAnotherThreadAllTheTime_MissesNothing()
    {
        const int Rows = 20_000;
        var written = 0;
        var seen = 0;
        var writer = Task.Run(
            () =>
            {
                for (var row = 0; row < Rows; row++)
                {
                    Interlocked.Increment(ref written);
                    signal.Notify();
                }
            },
            Cancel
        );

        while (seen < Rows)
        {
            await signal.WaitAsync(Limit, Cancel).WithTimeout();
            seen = Volatile.Read(ref written);
        }

        await writer;
        Assert.Equal(Rows, seen);
    }
}
