namespace Chat.ServiceDefaults.Outbox;

/// <summary>A signal that remembers at most one call.</summary>
internal sealed class OutboxSignal(TimeProvider time) : IOutboxSignal
{
    private volatile TaskCompletionSource pending = New();

    public void Notify() => pending.TrySetResult();

    /// <summary>Waits for a call since the last wait, at most for a time.</summary>
    public async Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        var waiting = pending.Task;
        if (!waiting.IsCompleted)
        {
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(waiting, Task.Delay(limit, time, timer.Token));
            await timer.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (waiting.IsCompleted)
        {
            pending = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
