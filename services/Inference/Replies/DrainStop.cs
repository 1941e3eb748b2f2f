namespace Chat.Inference.Replies;

/// <summary>Stops a reply that is still running some time after the host was told to stop.</summary>
internal sealed class DrainStop : IAsyncDisposable
{
    private readonly CancellationTokenRegistration _registration;
    private ITimer? _timer;

    /// <summary>Connects the two.</summary>
    public DrainStop(ReplyControl control, TimeProvider timeProvider, TimeSpan patience, CancellationToken draining)
    {
        _registration = draining.UnsafeRegister(
            _ =>
                _timer = timeProvider.CreateTimer(
                    _ => control.Stop(InterruptionReasons.ServerStopping),
                    null,
                    patience,
                    Timeout.InfiniteTimeSpan
                ),
            null
        );
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Waits for a callback that is running, so the timer is seen.
        await _registration.DisposeAsync();
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }
    }
}
