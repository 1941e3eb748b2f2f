using Chat.Contracts.Inference.V1;
using Grpc.Core;

namespace Chat.Inference.Replies;

/// <summary>The caller's stream: events that are ready together leave in one message, in order, none merged.</summary>
/// <remarks>
/// Used by one reply, one step at a time. The caller being gone is not an error here: what is added then is dropped,
/// because the reply may go on for the conversation's other readers.
/// </remarks>
internal sealed class ReplyStream(IServerStreamWriter<ReplyBatch> writer, CancellationToken callerGone)
{
    /// <summary>A provider that answers everything at once must not fill one message without end.</summary>
    private const int MaxBatch = 64;

    private ReplyBatch _batch = new();
    private bool _gone;

    /// <summary>Nobody reads any more.</summary>
    public bool IsGone => _gone || callerGone.IsCancellationRequested;

    /// <summary>So much waits that it should be flushed before more is added.</summary>
    public bool IsFull => _batch.Events.Count >= MaxBatch;

    /// <summary>Adds an event; it leaves with the next flush.</summary>
    public void Add(ReplyEvent next) => _batch.Events.Add(next);

    /// <summary>Says, with the call's headers, that it has come.</summary>
    /// <param name="writeHeaders">How.</param>
    public Task BeginAsync(Func<Task> writeHeaders) => TellAsync(writeHeaders);

    /// <summary>Sends what was added; waits while the caller is slow.</summary>
    public async ValueTask FlushAsync()
    {
        if (_batch.Events.Count == 0)
        {
            return;
        }
        var batch = _batch;
        _batch = new ReplyBatch();
        await TellAsync(() => writer.WriteAsync(batch, callerGone));
    }

    private async Task TellAsync(Func<Task> write)
    {
        if (IsGone)
        {
            return;
        }
        try
        {
            await write();
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or InvalidOperationException or IOException or RpcException)
        {
            // How the engine says that the call is over; which of them depends on where the write was.
            _gone = true;
        }
    }
}
