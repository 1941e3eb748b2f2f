using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Grpc.Core;

namespace Chat.Gateway.WebSockets;

/// <summary>A command that is one unary call in the caller's name, answered by a frame that says what came of it.</summary>
internal abstract class AnswerCommand<TFrame>(string type) : SocketCommand<TFrame>(type)
    where TFrame : ClientFrame
{
    /// <summary>Makes the call, and the frame of its answer.</summary>
    protected abstract Task<byte[]> AskAsync(SocketConnection socket, TFrame frame, CallOptions options);

    protected sealed override async ValueTask<Error?> RunAsync(SocketConnection socket, TFrame frame)
    {
        byte[] answer;
        try
        {
            // As with CallCommand: who sent it means it, also if it is gone before the answer.
            answer = await AskAsync(socket, frame, GrpcCall.As(socket.Principal, CancellationToken.None));
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, CancellationToken.None, out var fault))
        {
            return fault;
        }
        await socket.Outbox.SendAsync(answer);
        return null;
    }
}
