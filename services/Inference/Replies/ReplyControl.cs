namespace Chat.Inference.Replies;

/// <summary>Lets whoever has a reason end the generation of one reply; the first reason counts.</summary>
internal sealed class ReplyControl : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private string? _reason;

    /// <summary>Cancelled by the first <see cref="Stop"/>.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Why; null: nobody stopped it.</summary>
    public string? Reason => Volatile.Read(ref _reason);

    /// <summary>Ends the generation. Later calls, and calls after the reply is over, do nothing.</summary>
    public void Stop(string reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is not null)
        {
            return;
        }
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The reply ended in the same moment: nothing is left to stop.
        }
    }

    /// <inheritdoc />
    public void Dispose() => _source.Dispose();
}
