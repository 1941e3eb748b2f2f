using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>The engine's side of a call: makes each call object in both ways and counts disposals.</summary>
internal sealed class EngineCall
{
    public Metadata Headers { get; } = new() { { "kind", "headers" } };

    public Metadata Trailers { get; } = new() { { "kind", "trailers" } };

    public ListStreamReader<string> Reader { get; } = new([]);

    public ListStreamWriter<string> Writer { get; } = new();

    public int Disposals { get; private set; }

    public AsyncUnaryCall<string> Unary(Task<string> response) =>
        new(response, Task.FromResult(Headers), GetStatus, () => Trailers, Dispose);

    public AsyncUnaryCall<string> UnaryWithState(Task<string> response) =>
        new(response, HeadersOf, StatusOf, TrailersOf, DisposeOf, this);

    public AsyncClientStreamingCall<string, string> ClientStreaming(Task<string> response) =>
        new(Writer, response, Task.FromResult(Headers), GetStatus, () => Trailers, Dispose);

    public AsyncClientStreamingCall<string, string> ClientStreamingWithState(Task<string> response) =>
        new(Writer, response, HeadersOf, StatusOf, TrailersOf, DisposeOf, this);

    public AsyncServerStreamingCall<string> ServerStreaming() =>
        new(Reader, Task.FromResult(Headers), GetStatus, () => Trailers, Dispose);

    public AsyncServerStreamingCall<string> ServerStreamingWithState() =>
        new(Reader, HeadersOf, StatusOf, TrailersOf, DisposeOf, this);

    public AsyncDuplexStreamingCall<string, string> DuplexStreaming() =>
        new(Writer, Reader, Task.FromResult(Headers), GetStatus, () => Trailers, Dispose);

    public AsyncDuplexStreamingCall<string, string> DuplexStreamingWithState() =>
        new(Writer, Reader, HeadersOf, StatusOf, TrailersOf, DisposeOf, this);

    private static Task<Metadata> HeadersOf(object state) => Task.FromResult(((EngineCall)state).Headers);

    private static Status StatusOf(object state) => ((EngineCall)state).GetStatus();

    private static Metadata TrailersOf(object state) => ((EngineCall)state).Trailers;

    private static void DisposeOf(object state) => ((EngineCall)state).Dispose();

    private static Status EngineStatus() => new(StatusCode.OK, "of the engine");

    private Status GetStatus() => EngineStatus();

    private void Dispose() => Disposals++;
}
