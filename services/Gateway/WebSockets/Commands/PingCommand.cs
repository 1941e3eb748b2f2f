using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>ping</c>: is anybody there? Answered by <c>pong</c>.</summary>
internal sealed class PingCommand() : SocketCommand<PingFrame>("ping")
{
    protected override PingFrame Read(JsonFields fields) => new(fields.Text("id", 0, SocketProtocol.MaxId) ?? "");

    protected override async ValueTask<Error?> RunAsync(SocketConnection socket, PingFrame frame)
    {
        await socket.Outbox.SendAsync(ServerFrames.Pong(frame.Id));
        return null;
    }
}
