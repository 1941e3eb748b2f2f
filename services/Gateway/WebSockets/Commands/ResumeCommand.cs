using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>resume</c>: many subscriptions at once, for a client that comes back. Each is answered as by itself.</summary>
internal sealed class ResumeCommand() : SocketCommand<ResumeFrame>("resume")
{
    private const int MaxSubscriptions = 100;

    protected override ResumeFrame Read(JsonFields fields) =>
        new(
            fields.RequiredText("id", 1, SocketProtocol.MaxId),
            [.. fields.Objects("subscriptions", MaxSubscriptions).Select(SubscribeCommand.ReadSubscription)]
        );

    protected override async ValueTask<Error?> RunAsync(SocketConnection socket, ResumeFrame frame)
    {
        foreach (var subscription in frame.Subscriptions)
        {
            if (SubscribeCommand.Begin(socket, subscription) is { } error)
            {
                await socket.Outbox.SendAsync(ServerFrames.Failed(subscription.Id, error));
            }
        }
        await socket.Outbox.SendAsync(ServerFrames.Done(frame.Id));
        return null;
    }
}
