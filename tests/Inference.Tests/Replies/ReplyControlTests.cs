using Chat.Testing.Time;

namespace Chat.Inference.Replies;

public sealed class ReplyControlTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Stop_Nobody_HasNoReason()
    {
        using var control = new ReplyControl();

        Assert.Null(control.Reason);
        Assert.False(control.Token.IsCancellationRequested);
    }

    [Fact]
    public void Stop_Twice_TheFirstReasonCounts()
    {
        using var control = new ReplyControl();

        control.Stop("cancelled");
        control.Stop("taken_over");

        Assert.Equal("cancelled", control.Reason);
        Assert.True(control.Token.IsCancellationRequested);
    }

    [Fact]
    public void Stop_ReasonIsReadByWhoIsCancelled_IsThere()
    {
        using var control = new ReplyControl();
        string? seen = null;
        using var registration = control.Token.Register(() => seen = control.Reason);

        control.Stop("taken_over");

        Assert.Equal("taken_over", seen);
    }

    [Fact]
    public void Stop_ReplyIsOver_DoesNothing()
    {
        var control = new ReplyControl();
        control.Dispose();

        control.Stop("cancelled");

        Assert.Equal("cancelled", control.Reason);
    }

    [Fact]
    public async Task DrainStop_HostStops_StopsTheReplyWhenPatienceEnds()
    {
        using var control = new ReplyControl();
        using var host = new CancellationTokenSource();
        await using var drain = new DrainStop(control, _clock, Patience, host.Token);

        await host.CancelAsync();
        _clock.Advance(Patience - TimeSpan.FromTicks(1));
        Assert.Null(control.Reason);
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.Equal("server_stopping", control.Reason);
    }

    [Fact]
    public async Task DrainStop_HostRunsOn_NeverStops()
    {
        using var control = new ReplyControl();
        using var host = new CancellationTokenSource();
        await using var drain = new DrainStop(control, _clock, Patience, host.Token);

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Null(control.Reason);
        Assert.Equal(0, _clock.WaitingTimers);
    }

    [Fact]
    public async Task DrainStop_ReplyEndsInTime_LeavesNoTimer()
    {
        using var control = new ReplyControl();
        using var host = new CancellationTokenSource();
        var drain = new DrainStop(control, _clock, Patience, host.Token);
        await host.CancelAsync();
        Assert.Equal(1, _clock.WaitingTimers);

        await drain.DisposeAsync();

        Assert.Equal(0, _clock.WaitingTimers);
        _clock.Advance(Patience);
        Assert.Null(control.Reason);
    }

    [Fact]
    public async Task DrainStop_HostStopsAlready_CountsFromTheBeginning()
    {
        using var control = new ReplyControl();
        using var host = new CancellationTokenSource();
        await host.CancelAsync();

        await using var drain = new DrainStop(control, _clock, Patience, host.Token);
        _clock.Advance(Patience);

        Assert.Equal("server_stopping", control.Reason);
    }
}
