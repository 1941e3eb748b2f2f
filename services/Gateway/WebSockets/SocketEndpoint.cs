using System.Net.WebSockets;
using Chat.Gateway.Auth;
using Chat.Gateway.ClientAddresses;
using Chat.Gateway.Live;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.WebSockets;

/// <summary><c>GET /v1/live</c>: opens a socket, finds out who it is, and serves it.</summary>
internal sealed class SocketEndpoint(
    Authenticator authenticator,
    VisitorTokens visitors,
    LiveHub live,
    SocketSender sender,
    IOptions<SocketOptions> options,
    IHostApplicationLifetime lifetime,
    ILogger<SocketEndpoint> logger
)
{
    private int open;

    /// <summary>Serves one socket.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var sockets = context.WebSockets;
        if (!sockets.IsWebSocketRequest || !sockets.WebSocketRequestedProtocols.Contains(SocketProtocol.Name))
        {
            var error = new Invalid([], "websocket_required", "Open a WebSocket with the sub-protocol chat.v1.");
            await error.ToHttpResult().ExecuteAsync(context);
            return;
        }
        try
        {
            if (Interlocked.Increment(ref open) > options.Value.MaxSockets)
            {
                await new TooManySockets().ToHttpResult().ExecuteAsync(context);
                return;
            }
            using var socket = await sockets.AcceptWebSocketAsync(
                new WebSocketAcceptContext
                {
                    SubProtocol = SocketProtocol.Name,
                    KeepAliveInterval = options.Value.KeepAlive,
                    KeepAliveTimeout = options.Value.KeepAlive,
                }
            );
            await ServeAsync(context, socket);
        }
        finally
        {
            _ = Interlocked.Decrement(ref open);
        }
    }

    private async Task ServeAsync(HttpContext context, WebSocket socket)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            lifetime.ApplicationStopping
        );
        var pump = new SocketPump(socket, options.Value, live.Time);
        var writing = pump.RunWriterAsync(context.RequestAborted);
        var end = await RunAsync(context, pump, ending);
        SocketLog.SocketEnded(logger, end);
        await pump.CloseAsync(end, writing, context.RequestAborted);
    }

    private async Task<SocketEnd> RunAsync(HttpContext context, SocketPump pump, CancellationTokenSource ending)
    {
        try
        {
            var token = BearerOf(context.WebSockets) ?? await ReadTokenAsync(pump, ending.Token);
            if (token.End is { } silent)
            {
                return silent;
            }
            var caller = await authenticator.AuthenticateAsync(token.Text, context.Request, ending.Token);
            if (!caller.IsSuccess)
            {
                _ = await pump.SendAsync(ServerFrames.Failed(null, caller.Error), ending.Token);
                return EndOf(caller.Error);
            }
            var reader = await WelcomeAsync(caller.Value, RequestOrigin.Of(context.Request), pump, ending.Token);
            var connection = new SocketConnection(
                pump,
                reader,
                ClientAddress.Of(context),
                live,
                sender,
                options.Value,
                ending
            );
            return await connection.RunAsync(lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            return lifetime.ApplicationStopping.IsCancellationRequested
                ? SocketEnd.ServerStopping
                : SocketEnd.ClientGone;
        }
    }

    /// <summary>A publishable key alone is nobody yet: it becomes a new visitor.</summary>
    private async ValueTask<Caller> WelcomeAsync(
        Caller caller,
        RequestOrigin origin,
        SocketPump pump,
        CancellationToken cancellationToken
    )
    {
        if (caller.Kind != CallerKind.PublishableKey)
        {
            var known = caller.Kind == CallerKind.Visitor ? caller.Principal.Subject : null;
            _ = await pump.SendAsync(ServerFrames.Ready(known, null), cancellationToken);
            return caller;
        }
        var token = visitors.Issue(caller.TenantId, visitorId: null, origin.Value);
        _ = await pump.SendAsync(ServerFrames.Ready(token.VisitorId, token.Token), cancellationToken);
        return VisitorTokens.ToCaller(caller.TenantId, token.VisitorId);
    }

    private static SocketToken? BearerOf(WebSocketManager sockets)
    {
        foreach (var offered in sockets.WebSocketRequestedProtocols)
        {
            if (offered.StartsWith(SocketProtocol.BearerPrefix, StringComparison.Ordinal))
            {
                return new SocketToken(offered[SocketProtocol.BearerPrefix.Length..], null);
            }
        }
        return null;
    }

    private async Task<SocketToken> ReadTokenAsync(SocketPump pump, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.Value.AuthLimit, live.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            var (bytes, end) = await pump.ReceiveAsync(either.Token);
            if (end is not null)
            {
                return new SocketToken("", end);
            }
            var frame = ClientFrameReader.Read(bytes);
            return frame is { IsSuccess: true, Value: AuthFrame auth }
                ? new SocketToken(auth.Token, null)
                : new SocketToken("", SocketEnd.Unauthenticated);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SocketToken("", SocketEnd.AuthTimeout);
        }
    }

    private static SocketEnd EndOf(Error error) =>
        error switch
        {
            Forbidden => SocketEnd.Forbidden,
            Unavailable => SocketEnd.UpstreamUnavailable,
            _ => SocketEnd.Unauthenticated,
        };

    /// <summary>What the client showed, or why it showed nothing.</summary>
    private sealed record SocketToken(string Text, SocketEnd? End);
}
