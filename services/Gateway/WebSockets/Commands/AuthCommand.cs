using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>auth</c> behind the first frame: who the socket is stands already, and does not change.</summary>
internal sealed class AuthCommand() : SocketCommand<AuthFrame>("auth")
{
    protected override AuthFrame Read(JsonFields fields) => new(fields.Text("id", 0, SocketProtocol.MaxId) ?? "");

    protected override ValueTask<Error?> RunAsync(SocketConnection socket, AuthFrame frame) => new(new AuthTwice());
}
