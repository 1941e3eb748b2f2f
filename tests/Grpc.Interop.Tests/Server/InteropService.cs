using Google.Protobuf;
using Grpc.Core;
using Grpc.Interop.Tests.V1;

namespace Grpc.Interop.Tests.Server;

/// <summary>Our side of interop.proto on the official server engine.</summary>
internal sealed class InteropService(CallNotebook notebook) : V1.Interop.InteropBase
{
    public override Task<Payload> Echo(Payload request, ServerCallContext context)
    {
        var notes = notebook[request.Key];
        notes.Begin(context);
        context.GetHttpContext().Items[nameof(CallNotes)] = notes;
        return Task.FromResult(request);
    }

    public override async Task<Summary> Collect(IAsyncStreamReader<Payload> requestStream, ServerCallContext context)
    {
        var summary = new Summary();
        await foreach (var payload in requestStream.ReadAllAsync(context.CancellationToken))
        {
            summary.Count++;
            summary.Size += payload.Body.Length;
        }

        return summary;
    }

    public override async Task Produce(
        ProduceRequest request,
        IServerStreamWriter<Payload> responseStream,
        ServerCallContext context
    )
    {
        var notes = notebook[request.Key];
        var body = ByteString.CopyFrom(new byte[request.Size]);
        notes.Begin(context);
        for (var number = 0; number < request.Count; number++)
        {
            await responseStream.WriteAsync(new Payload { Number = number, Body = body }, context.CancellationToken);
            notes.Written();
        }

        notes.End(cancelled: false);
    }

    public override async Task Chat(
        IAsyncStreamReader<Payload> requestStream,
        IServerStreamWriter<Payload> responseStream,
        ServerCallContext context
    )
    {
        await foreach (var payload in requestStream.ReadAllAsync(context.CancellationToken))
        {
            await responseStream.WriteAsync(payload, context.CancellationToken);
        }
    }

    public override Task<Payload> Fail(FailRequest request, ServerCallContext context)
    {
        var trailers = new Metadata
        {
            { "grpc-status-details-bin", request.Status.ToByteArray() },
            { "x-text", "trailing" },
            { "x-blob-bin", [0, 1, 254, 255] },
        };
        throw new RpcException(new Status((StatusCode)request.Status.Code, request.Status.Message), trailers);
    }

    public override async Task<Payload> Reflect(Payload request, ServerCallContext context)
    {
        var headers = new Metadata();
        foreach (var entry in context.RequestHeaders.Where(entry => entry.Key is "x-text" or "x-many" or "x-blob-bin"))
        {
            headers.Add(entry);
            context.ResponseTrailers.Add(
                entry.IsBinary
                    ? new Metadata.Entry("x-blob-trailer-bin", entry.ValueBytes)
                    : new Metadata.Entry(entry.Key + "-trailer", entry.Value)
            );
        }

        await context.WriteResponseHeadersAsync(headers);
        return request;
    }

    public override async Task Hold(
        CallKey request,
        IServerStreamWriter<Payload> responseStream,
        ServerCallContext context
    )
    {
        var notes = notebook[request.Key];
        notes.Begin(context);
        await responseStream.WriteAsync(new Payload { Key = request.Key }, context.CancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.CancellationToken.Register(ended.SetResult);
        await ended.Task;
        notes.End(cancelled: true);
    }

    public override Task<Observation> Observe(ObserveRequest request, ServerCallContext context) =>
        notebook[request.Key]
            .WaitAsync(
                seen =>
                    seen.Begun >= request.Begun
                    && seen.Cancelled >= request.Cancelled
                    && (!request.Idle || seen.Open == 0),
                context.CancellationToken
            );
}
