using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.WebSockets;

/// <summary>
/// One command of the protocol: a class of its own in Commands/, or in the folder of the feature it belongs to, registered
/// as <see cref="ISocketCommand"/>. Nothing else knows of it.
/// </summary>
internal interface ISocketCommand
{
    /// <summary>The frame's <c>type</c>.</summary>
    string Type { get; }

    /// <summary>What the frame says; what is wrong with it is noted in the fields. Pure.</summary>
    ClientFrame Read(JsonFields fields);

    /// <summary>
    /// Carries it out. The next command waits for it, so what takes longer goes on behind its back (see
    /// <see cref="SocketConnection.EnterAsync"/>). Null: done, acknowledged, or under way; else why not.
    /// </summary>
    ValueTask<Error?> RunAsync(SocketConnection socket, ClientFrame frame);
}
