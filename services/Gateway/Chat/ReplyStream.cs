using Chat.Gateway.Limits;
using Chat.Gateway.Live;
using Chat.Gateway.Sse;
using Chat.ServiceDefaults.Errors;
using Grpc.Core;

namespace Chat.Gateway.Chat;

/// <summary>One reader's open stream: runs pumps over it, knows which side ended them, and has the last word.</summary>
internal sealed class ReplyStream : IAsyncDisposable
{
    private readonly CancellationToken aborted;
    private readonly CancellationToken stopping;
    private readonly CancellationTokenSource ending;
    private readonly StreamSlot slot;
    private readonly StreamOpener opener;
    private Error? expelled;

    public ReplyStream(
        HttpContext context,
        SseConnection connection,
        ReplyFrames frames,
        StreamSlot slot,
        StreamOpener opener,
        CancellationToken stopping
    )
    {
        Connection = connection;
        Frames = frames;
        this.slot = slot;
        this.opener = opener;
        aborted = context.RequestAborted;
        this.stopping = stopping;
        // Stopping must end the stream with a word to the reader, not with a reset after the host's shutdown limit.
        ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping);
    }

    public ReplyFrames Frames { get; }

    public SseConnection Connection { get; }

    /// <summary>Cancelled when the reader leaves, may not stay, or the instance stops.</summary>
    public CancellationToken Token => ending.Token;

    /// <summary>The reader is still there.</summary>
    public bool HasReader => !aborted.IsCancellationRequested;

    /// <summary>The instance is being stopped.</summary>
    public bool IsStopping => stopping.IsCancellationRequested;

    /// <summary>Why the reader may not stay; null: it may.</summary>
    public Error? Expelled => Volatile.Read(ref expelled);

    /// <summary>Ends the stream because its reader may read no more.</summary>
    public void Expel(Error reason)
    {
        if (Interlocked.CompareExchange(ref expelled, reason, null) is not null)
        {
            return;
        }
        try
        {
            // Not on this thread, which has other streams to end.
            _ = ending.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended in the same moment.
        }
    }

    /// <summary>
    /// Waits for a subscription to stand. What ends the wait while the reader is there is an ordinary answer to the request:
    /// nothing has been written yet.
    /// </summary>
    public async Task<Result<LiveBegan>> BeginAsync(LiveSubscription subscription)
    {
        try
        {
            return await subscription.BeginAsync(opener.SilenceLimit, Token);
        }
        catch (OperationCanceledException) when (HasReader && Expelled is not null)
        {
            return Expelled!;
        }
        catch (OperationCanceledException) when (HasReader && IsStopping)
        {
            return new InstanceStopping();
        }
    }

    /// <summary>Copies until the pump ends, and says why it did.</summary>
    public Task<StreamEnd> RunAsync(IStreamPump pump) => RunAsync(pump.CopyAsync);

    /// <summary>The same for what is more than one pump.</summary>
    public async Task<StreamEnd> RunAsync(Func<CancellationToken, Task<StreamEnd>> copy)
    {
        try
        {
            return await copy(Token);
        }
        catch (Exception broken) when (broken is RpcException or OperationCanceledException or IOException)
        {
            return EndOf(broken);
        }
    }

    /// <summary>Copies until the pump ends and has the last word.</summary>
    public async Task CompleteAsync(IStreamPump pump) => await FinishAsync(await RunAsync(pump), pump.Cursor);

    /// <summary>Tells the reader why the stream ends here, if it is there and does not know.</summary>
    public async Task FinishAsync(StreamEnd end, LogCursor cursor)
    {
        opener.Report(end);
        if (StreamEndTable.ToFault(end) is not { } fault)
        {
            return;
        }
        try
        {
            await Connection.WriteAsync(
                static (output, state) => state.Frames.WriteError(output, state.Fault, state.Cursor),
                (Frames, Fault: fault, Cursor: cursor),
                aborted
            );
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The reader left with the last word on its way.
        }
    }

    public async ValueTask DisposeAsync()
    {
        opener.Close(this);
        await Connection.DisposeAsync();
        ending.Dispose();
        slot.Dispose();
    }

    private StreamEnd EndOf(Exception broken)
    {
        if (!HasReader || broken is IOException)
        {
            return Connection.IsBlocked ? StreamEnd.ClientTooSlow : StreamEnd.ClientGone;
        }
        if (Expelled is not null)
        {
            return StreamEnd.CredentialRefused;
        }
        if (IsStopping)
        {
            return StreamEnd.ServerStopping;
        }
        return broken switch
        {
            RpcException { StatusCode: StatusCode.Unavailable } => StreamEnd.UpstreamUnavailable,
            RpcException { StatusCode: StatusCode.DeadlineExceeded } => StreamEnd.DeadlineExceeded,
            RpcException cut when cut.WasCutOff() => StreamEnd.UpstreamUnavailable,
            _ => StreamEnd.UpstreamFailed,
        };
    }
}
