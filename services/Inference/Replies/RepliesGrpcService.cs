using Chat.Contracts.Inference.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Chat.Inference.Replies;

/// <summary>The gRPC edge of replies.</summary>
[Authorize]
internal sealed class RepliesGrpcService(ReplyOrchestrator orchestrator) : Contracts.Inference.V1.Replies.RepliesBase
{
    /// <inheritdoc />
    public override async Task Reply(
        ReplyRequest request,
        IServerStreamWriter<ReplyBatch> responseStream,
        ServerCallContext context
    )
    {
        if (ReplyRequestValidator.Validate(request) is { } invalid)
        {
            throw invalid.ToRpcException();
        }
        var stream = new ReplyStream(responseStream, context.CancellationToken);
        if (request.Pace is not null)
        {
            // Its first event comes behind the pauses. With the headers the caller knows that it will be answered: it may go.
            await stream.BeginAsync(() => context.WriteResponseHeadersAsync([]));
        }
        var error = await orchestrator.RunAsync(request, context.GetPrincipal(), stream, context.CancellationToken);
        if (error is not null)
        {
            throw error.ToRpcException();
        }
    }
}
