using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary>
/// <c>auth</c> behind the first frame: a fresh credential of the same caller, before the one it came in with runs out.
/// Who the socket is does not change.
/// </summary>
internal sealed class AuthCommand() : SocketCommand<AuthFrame>("auth")
{
    protected override AuthFrame Read(JsonFields fields) =>
        new(
            fields.Text("id", 0, SocketProtocol.MaxId) ?? "",
            fields.RequiredText("token", 1, SocketProtocol.MaxCredential)
        );

    protected override async ValueTask<Error?> RunAsync(SocketConnection socket, AuthFrame frame)
    {
        var error = await socket.RenewAsync(frame.Token);
        if (error is null && frame.Id.Length > 0)
        {
            await socket.Outbox.SendAsync(ServerFrames.Done(frame.Id));
        }
        return error;
    }
}
