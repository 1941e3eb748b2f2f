using System.IO.Pipelines;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>
/// Reads the request of a gRPC call. A caller who resets it has cancelled the call, which is no error of this service; but
/// the reading fails a moment before the call's token says so, and until then gRPC takes what is thrown for one.
/// </summary>
internal sealed class GrpcRequestReader(PipeReader inner) : PipeReader, IRequestBodyPipeFeature
{
    public PipeReader Reader => this;

    /// <summary>Puts it in front of what serves gRPC.</summary>
    public static Task UseAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is not null)
        {
            context.Features.Set<IRequestBodyPipeFeature>(new GrpcRequestReader(context.Request.BodyReader));
        }

        return next(context);
    }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await inner.ReadAsync(cancellationToken);
        }
        catch (IOException exception) when (IsReset(exception))
        {
            throw Cancelled();
        }
    }

    public override bool TryRead(out ReadResult result)
    {
        try
        {
            return inner.TryRead(out result);
        }
        catch (IOException exception) when (IsReset(exception))
        {
            throw Cancelled();
        }
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        try
        {
            inner.AdvanceTo(consumed, examined);
        }
        catch (IOException exception) when (IsReset(exception))
        {
            throw Cancelled();
        }
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    // A request that breaks the protocol, or is too large, is something else.
    private static bool IsReset(IOException exception) => exception is not BadHttpRequestException;

    private static RpcException Cancelled() => new(new Status(StatusCode.Cancelled, "The caller has gone."));
}
