using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets;

/// <summary><c>GET /v1/live</c>: opens a socket and serves it.</summary>
internal sealed class SocketEndpoint(
    SocketServices services,
    SocketTable table,
    SocketAddresses addresses,
    ILogger<SocketEndpoint> logger
)
{
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
        if (!table.TryEnter())
        {
            await new TooManySockets().ToHttpResult().ExecuteAsync(context);
            return;
        }
        try
        {
            await ServeAsync(context, sockets);
        }
        finally
        {
            table.Leave();
        }
    }

    private async Task ServeAsync(HttpContext context, WebSocketManager sockets)
    {
        using var place = await EnterAsync(context);
        if (place is null)
        {
            await new TooManyAddressSockets().ToHttpResult().ExecuteAsync(context);
            return;
        }
        using var socket = await sockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext
            {
                SubProtocol = SocketProtocol.Name,
                KeepAliveInterval = services.Options.KeepAlive,
                KeepAliveTimeout = services.Options.KeepAlive,
            }
        );
        using var connection = new SocketConnection(socket, context, place, services);
        table.Add(connection);
        try
        {
            var end = await connection.RunAsync(SocketAdmission.BearerOf(sockets));
            SocketLog.SocketEnded(logger, end);
        }
        finally
        {
            table.Remove(connection);
        }
    }

    // A backend may share its address with customers; while there is room, its key is looked at once it is connected.
    private async ValueTask<SocketPlace?> EnterAsync(HttpContext context)
    {
        if (addresses.TryEnter(context) is { } place)
        {
            return place;
        }
        var isTrusted =
            SocketAdmission.BearerOf(context.WebSockets) is { } credential
            && await services.Admission.IsSecretKeyAsync(credential, context.Request);
        return isTrusted ? addresses.Exempt() : null;
    }
}
