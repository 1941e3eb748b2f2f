using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Chat.Gateway.Sse;

/// <summary>
/// One open event stream: headers, one writer at a time, heartbeats in silence. Nothing is sent before
/// <see cref="Start"/>, so that a failure until then can still be an ordinary HTTP answer.
/// </summary>
internal sealed class SseConnection : IAsyncDisposable
{
    private const int BeatsPerInterval = 3;
    private const double LongestSilence = 0.6;

    private readonly HttpResponse response;
    private readonly PipeWriter output;
    private readonly TimeProvider time;
    private readonly TimeSpan heartbeatInterval;
    private readonly CancellationToken aborted;

    // The pump and the heartbeat write to the same pipe, which takes one writer at a time.
    private readonly SemaphoreSlim gate = new(1, 1);
    private ITimer? heartbeat;
    private long lastWrite;
    private bool closed;

    public SseConnection(HttpContext context, TimeProvider time, TimeSpan heartbeatInterval)
    {
        response = context.Response;
        output = response.BodyWriter;
        aborted = context.RequestAborted;
        this.time = time;
        this.heartbeatInterval = heartbeatInterval;
    }

    /// <summary>A write waits for the client to read: if the connection breaks now, the client was too slow.</summary>
    public bool IsBlocked { get; private set; }

    /// <summary>Sets status and headers; they leave with the first write.</summary>
    public void Start()
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = SseProtocol.ContentType;
        response.Headers.CacheControl = SseProtocol.CacheControl;
        response.Headers[SseProtocol.AccelBuffering] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        lastWrite = time.GetTimestamp();
        heartbeat = time.CreateTimer(
            static state => ((SseConnection)state!).Beat(),
            this,
            heartbeatInterval / BeatsPerInterval,
            heartbeatInterval / BeatsPerInterval
        );
    }

    /// <summary>Writes what <paramref name="write"/> puts into the buffer as one piece and sends it.</summary>
    public async ValueTask WriteAsync<TState>(
        Action<IBufferWriter<byte>, TState> write,
        TState state,
        CancellationToken cancellationToken
    )
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            write(output, state);
            if (output.CanGetUnflushedBytes && output.UnflushedBytes == 0)
            {
                return;
            }
            await FlushUnsynchronizedAsync(cancellationToken);
        }
        finally
        {
            _ = gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (heartbeat is not null)
        {
            await heartbeat.DisposeAsync();
        }
        // A heartbeat may be under way: the pipe must not be written once the request is over.
        await gate.WaitAsync(CancellationToken.None);
        closed = true;
        _ = gate.Release();
    }

    private async ValueTask FlushUnsynchronizedAsync(CancellationToken cancellationToken)
    {
        var flush = output.FlushAsync(cancellationToken);
        if (!flush.IsCompleted)
        {
            IsBlocked = true;
        }
        _ = await flush;
        IsBlocked = false;
        lastWrite = time.GetTimestamp();
    }

    private void Beat() => _ = BeatAsync();

    private async Task BeatAsync()
    {
        // Busy means that something is being written, which serves as well.
        if (!await gate.WaitAsync(TimeSpan.Zero, CancellationToken.None))
        {
            return;
        }
        try
        {
            // Looked at several times an interval: with the next look the silence would be longer than it may be.
            if (!closed && time.GetElapsedTime(lastWrite) >= heartbeatInterval * LongestSilence)
            {
                SseCodec.WriteHeartbeat(output);
                await FlushUnsynchronizedAsync(aborted);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The client left; the pump learns it from the request itself.
            IsBlocked = false;
        }
        finally
        {
            _ = gate.Release();
        }
    }
}
