using Chat.Gateway.Auth;
using Chat.Gateway.WebSockets;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary><c>/?user={...}&amp;conversationId=</c>: opens a socket of the dialect and serves it.</summary>
internal sealed class XcelsiorSocketEndpoint(
    XcelsiorSites sites,
    XcelsiorAdmission admission,
    XcelsiorSocketServices services,
    SocketAddresses addresses,
    IOptions<XcelsiorOptions> options,
    IHostApplicationLifetime lifetime,
    ILogger<XcelsiorSocketEndpoint> logger
)
{
    private int open;

    /// <summary>Whether the request is one for a socket of the dialect at the root, where the page has it.</summary>
    public static bool IsMeant(HttpContext context) =>
        context.Request.Path == "/" && context.WebSockets.IsWebSocketRequest;

    /// <summary>Serves one socket.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await XcelsiorAnswers.WriteErrorAsync(context, new SocketExpected(), context.RequestAborted);
            return;
        }
        try
        {
            if (Interlocked.Increment(ref open) > options.Value.MaxSockets)
            {
                await XcelsiorAnswers.WriteErrorAsync(context, new TooManySockets(), context.RequestAborted);
                return;
            }
            using var place = addresses.TryEnter(context);
            if (place is null)
            {
                await XcelsiorAnswers.WriteErrorAsync(context, new TooManyAddressSockets(), context.RequestAborted);
                return;
            }
            await ServeAsync(context);
        }
        finally
        {
            _ = Interlocked.Decrement(ref open);
        }
    }

    private async Task ServeAsync(HttpContext context)
    {
        // Accepted before it is known who it is: a page can read no answer to a refused handshake, but a frame it can.
        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext
            {
                KeepAliveInterval = services.Options.KeepAlive,
                KeepAliveTimeout = services.Options.KeepAlive,
            }
        );
        var connection = new XcelsiorSocket(socket, context, services, logger);
        await using var stopping = lifetime.ApplicationStopping.UnsafeRegister(
            static state => ((XcelsiorSocket)state!).End(SocketEnd.ServerStopping),
            connection
        );
        var end = await connection.RunAsync(await AdmitAsync(context, context.RequestAborted));
        XcelsiorLog.SocketEnded(logger, end);
    }

    private async Task<Result<XcelsiorSeat>> AdmitAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var site = await sites.FindAsync(context.Request, cancellationToken);
        if (!site.Tenant.IsSuccess)
        {
            return site.Tenant.Error;
        }
        if (!RequestOrigin.Of(context.Request).IsAllowedBy(site.Origins))
        {
            return new OriginRefused();
        }
        var handshake = XcelsiorHandshake.Read(context.Request.Query);
        return handshake.IsSuccess
            ? await admission.AdmitAsync(context, site.Tenant.Value, handshake.Value, cancellationToken)
            : handshake.Error;
    }
}
