using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Grpc.Core;

namespace Chat.Gateway.WebSockets;

/// <summary>A command that is one unary call in the caller's name, acknowledged when it succeeded.</summary>
internal abstract class CallCommand<TFrame>(string type) : SocketCommand<TFrame>(type)
    where TFrame : ClientFrame
{
    /// <summary>Makes the call.</summary>
    protected abstract Task CallAsync(TFrame frame, CallOptions options);

    protected sealed override async ValueTask<Error?> RunAsync(SocketConnection socket, TFrame frame)
    {
        try
        {
            // Nobody's token: who sent it means it, also if it is gone before the answer. The deadline bounds it.
            await CallAsync(frame, GrpcCall.As(socket.Principal, CancellationToken.None));
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, CancellationToken.None, out var fault))
        {
            return fault;
        }
        if (frame.Id.Length > 0)
        {
            await socket.Outbox.SendAsync(ServerFrames.Done(frame.Id));
        }
        return null;
    }
}
