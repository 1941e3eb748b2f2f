using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Appending;
using Chat.Gateway.Live;
using Chat.Gateway.RateLimits;
using Chat.Gateway.WebSockets;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>What every socket of the dialect shares; limits are those of <c>/v1/live</c>.</summary>
internal sealed class XcelsiorSocketServices(
    MessageAppender appender,
    ReplyCalls replies,
    RateLimiter limiter,
    ConnectedPrincipals principals,
    LiveHub live,
    Receipts.ReceiptsClient receipts,
    IOptions<SocketOptions> options
)
{
    public MessageAppender Appender => appender;

    public ReplyCalls Replies => replies;

    public RateLimiter Limiter => limiter;

    public ConnectedPrincipals Principals => principals;

    public LiveHub Live => live;

    public Receipts.ReceiptsClient Receipts => receipts;

    public SocketOptions Options => options.Value;

    public TimeProvider Time => live.Time;
}
