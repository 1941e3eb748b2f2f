using System.Threading.Channels;

namespace Chat.Webhooks.Dispatch;

/// <summary>Wakes the dispatcher: deliveries were added, or an attempt ended and made room.</summary>
internal sealed class DispatchSignal
{
    // One place: a signal that comes while one waits says nothing new.
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Notify() => _signals.Writer.TryWrite(true);

    /// <summary>Waits for a signal since the last wait, at most <paramref name="timeout"/>.</summary>
    public async Task WaitAsync(TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (_signals.Reader.TryRead(out _) || timeout <= TimeSpan.Zero)
        {
            return;
        }

        using var timer = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _signals.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time is up, which ends the wait as a signal does.
            return;
        }
    }
}
