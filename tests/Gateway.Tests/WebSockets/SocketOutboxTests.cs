using Chat.Gateway.WebSockets;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.WebSockets;

/// <summary>Frames for a peer that does not read, or not always.</summary>
public sealed class SocketOutboxTests : IDisposable
{
    private static readonly SocketOptions Options = new()
    {
        MaxQueuedFrames = 4,
        MaxQueuedBytes = 65_536,
        SlowReaderLimit = TimeSpan.FromSeconds(10),
    };

    private readonly StuckWebSocket socket = new();
    private readonly FakeTimeProvider time = new();
    private readonly SocketOutbox outbox;
    private int cut;

    public SocketOutboxTests() => outbox = new SocketOutbox(socket, Options, time, () => cut++);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void TrySend_AsManyFramesAsMayWait_RefusesTheNext()
    {
        // One is on its way, four wait.
        Assert.Equal(5, Fill(frameBytes: 10));
        Assert.True(outbox.IsFull);
    }

    [Fact]
    public void TrySend_AsManyBytesAsMayWait_RefusesTheNext() => Assert.Equal(3, Fill(frameBytes: 40_000));

    [Fact]
    public void Full_ForTheLimit_TheReaderIsGivenUpOnce()
    {
        Fill(frameBytes: 10);

        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(0, cut);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, cut);
    }

    [Fact]
    public async Task Full_HalfIsReadInTime_TakesFramesAgainAndTheReaderStays()
    {
        Fill(frameBytes: 10);
        var room = new TaskCompletionSource();
        outbox.WhenRoom(room.SetResult);

        socket.Read(1);
        await Eventually.TrueAsync(() => socket.Begun == 2, Cancelled);
        Assert.True(outbox.IsFull);
        socket.Read(1);
        await room.Task.WithTimeout();
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(outbox.TrySend([]));
        Assert.Equal(0, cut);
    }

    [Fact]
    public async Task Complete_WhileFull_SendsWhatWaitsAndTakesNothingMore()
    {
        Fill(frameBytes: 10);

        outbox.Complete();
        Assert.True(outbox.TrySend(new byte[10]));
        socket.Read(5);

        await outbox.Sent.WithTimeout();
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, cut);
    }

    [Fact]
    public async Task Complete_WhileSomebodyWaitsForRoom_LetsThemGoOn()
    {
        Fill(frameBytes: 10);
        var waiting = outbox.SendAsync(new byte[10]);
        Assert.False(waiting.IsCompleted);

        outbox.Complete();

        await waiting.AsTask().WithTimeout();
    }

    [Fact]
    public async Task WhenRoom_Completed_CallsBack()
    {
        Fill(frameBytes: 10);
        outbox.Complete();
        var called = new TaskCompletionSource();

        outbox.WhenRoom(called.SetResult);

        await called.Task.WithTimeout();
    }

    [Fact]
    public async Task WhenRoom_FullTwice_CallsBackOnce()
    {
        var calls = 0;
        Fill(frameBytes: 10);
        outbox.WhenRoom(() => Interlocked.Increment(ref calls));
        socket.Read(3);
        await Eventually.TrueAsync(() => Volatile.Read(ref calls) == 1, Cancelled);
        Fill(frameBytes: 10);
        var again = new TaskCompletionSource();
        outbox.WhenRoom(again.SetResult);

        socket.Read(3);
        await again.Task.WithTimeout();

        Assert.Equal(1, Volatile.Read(ref calls));
    }

    [Fact]
    public async Task Sent_UntilTheLastFrameIsRead_IsNotDone()
    {
        Assert.True(outbox.Sent.IsCompleted);
        outbox.TrySend(new byte[10]);

        var sent = outbox.Sent;
        Assert.False(sent.IsCompleted);
        socket.Read(1);

        await sent.WithTimeout();
    }

    public void Dispose() => socket.Dispose();

    private int Fill(int frameBytes)
    {
        var sent = 0;
        while (outbox.TrySend(new byte[frameBytes]))
        {
            sent++;
        }
        return sent;
    }
}
