using Chat.Gateway.ClientAddresses;
using Chat.Gateway.Limits;
using Chat.Gateway.RateLimits;
using Chat.Gateway.Sse;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Chat;

/// <summary>Opens event streams within the instance's bounds.</summary>
internal sealed class StreamOpener(
    StreamSlots slots,
    IOptions<SseOptions> options,
    StreamCredentials credentials,
    GatewayMetrics metrics,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<StreamOpener> logger
)
{
    /// <summary>How long to wait for a sign from a log.</summary>
    public TimeSpan SilenceLimit => options.Value.ReplySilenceLimit;

    /// <summary>A stream for this reader, not started yet; an error when there are too many.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="trust">How much is known of who asked: a company's server is not counted by its address.</param>
    /// <param name="frames">What the reader speaks.</param>
    /// <param name="check">Looks again whether the reader's credential holds, for streams that last.</param>
    public async ValueTask<Result<ReplyStream>> OpenAsync(
        HttpContext context,
        Principal reader,
        RateTrust trust,
        ReplyFrames frames,
        Func<CancellationToken, ValueTask<Error?>>? check = null
    )
    {
        var slot = slots.Enter(reader, trust == RateTrust.Server ? null : ClientAddress.Of(context));
        if (!slot.IsSuccess)
        {
            return slot.Error;
        }
        var connection = new SseConnection(context, time, options.Value.HeartbeatInterval);
        var stream = new ReplyStream(context, connection, frames, slot.Value, this, lifetime.ApplicationStopping);
        try
        {
            await credentials.EnterAsync(stream, context, reader, trust, check);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>The stream is over.</summary>
    public void Close(ReplyStream stream) => credentials.Leave(stream);

    /// <summary>Counts and logs the end of a stream.</summary>
    public void Report(StreamEnd end)
    {
        metrics.StreamEnded(end);
        if (end != StreamEnd.Completed)
        {
            ChatLog.StreamEnded(logger, end);
        }
    }
}
