using Chat.Gateway.UserTokens;

namespace Chat.Gateway.WebSockets;

/// <summary>Closes a user's sockets when its tokens are revoked; with a new token it may come back.</summary>
internal sealed class RevokedSockets(UserRevocations revocations, SocketTable sockets) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        revocations.Revoked += sockets.EndOfUser;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        revocations.Revoked -= sockets.EndOfUser;
        return Task.CompletedTask;
    }
}
