using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>unsubscribe</c>: end a subscription. Entries on their way may still come.</summary>
internal sealed class UnsubscribeCommand() : SocketCommand<UnsubscribeFrame>("unsubscribe")
{
    protected override UnsubscribeFrame Read(JsonFields fields) =>
        new(fields.RequiredText("id", 1, SocketProtocol.MaxId));

    protected override async ValueTask<Error?> RunAsync(SocketConnection socket, UnsubscribeFrame frame)
    {
        if (socket.Subscriptions.Remove(frame.Id) is { } error)
        {
            return error;
        }
        await socket.Outbox.SendAsync(ServerFrames.Done(frame.Id));
        return null;
    }
}
