using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>What the four call objects have in common, which has no interface in the API.</summary>
internal sealed record OpenCall(
    IDisposable Call,
    Func<Task<Metadata>> Headers,
    Func<Status> Status,
    Func<Metadata> Trailers
)
{
    public static OpenCall Of(AsyncUnaryCall<string> call) =>
        new(call, () => call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers);

    public static OpenCall Of(AsyncClientStreamingCall<string, string> call) =>
        new(call, () => call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers);

    public static OpenCall Of(AsyncServerStreamingCall<string> call) =>
        new(call, () => call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers);

    public static OpenCall Of(AsyncDuplexStreamingCall<string, string> call) =>
        new(call, () => call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers);
}
