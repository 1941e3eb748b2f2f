using Chat.Gateway.Limits;
using Chat.Gateway.Sse;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Chat;

/// <summary>Opens event streams within the instance's bounds.</summary>
internal sealed class StreamOpener(
    StreamSlots slots,
    IOptions<SseOptions> options,
    GatewayMetrics metrics,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<StreamOpener> logger
)
{
    /// <summary>How long to wait for a sign from a log.</summary>
    public TimeSpan SilenceLimit => options.Value.ReplySilenceLimit;

    /// <summary>A stream for this reader, not started yet; an error when there are too many.</summary>
    public Result<ReplyStream> Open(HttpContext context, Principal reader, ReplyFrames frames)
    {
        var slot = slots.Enter(reader);
        if (!slot.IsSuccess)
        {
            return slot.Error;
        }
        var connection = new SseConnection(context, time, options.Value.HeartbeatInterval);
        return new ReplyStream(context, connection, frames, slot.Value, this, lifetime.ApplicationStopping);
    }

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
