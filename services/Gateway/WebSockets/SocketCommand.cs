using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets;

/// <summary>A command with its own kind of frame.</summary>
internal abstract class SocketCommand<TFrame>(string type) : ISocketCommand
    where TFrame : ClientFrame
{
    public string Type => type;

    ClientFrame ISocketCommand.Read(JsonFields fields) => Read(fields);

    ValueTask<Error?> ISocketCommand.RunAsync(SocketConnection socket, ClientFrame frame) =>
        RunAsync(socket, (TFrame)frame);

    protected abstract TFrame Read(JsonFields fields);

    protected abstract ValueTask<Error?> RunAsync(SocketConnection socket, TFrame frame);
}
