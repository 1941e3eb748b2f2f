using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>Starts a call of each kind on an invoker, by the names <see cref="RecordingCallInvoker"/> keeps.</summary>
internal static class CallKinds
{
    public const string Request = "question";

    public static IReadOnlyList<string> All { get; } = ["blocking", "unary", "client", "server", "duplex"];

    public static void Start(this CallInvoker invoker, string kind, CallOptions options, string? host = null)
    {
        IDisposable? call = kind switch
        {
            "unary" => invoker.AsyncUnaryCall(TestMethods.Unary, host, options, Request),
            "client" => invoker.AsyncClientStreamingCall(TestMethods.ClientStreaming, host, options),
            "server" => invoker.AsyncServerStreamingCall(TestMethods.ServerStreaming, host, options, Request),
            "duplex" => invoker.AsyncDuplexStreamingCall(TestMethods.DuplexStreaming, host, options),
            _ => null,
        };
        if (call is null)
        {
            _ = invoker.BlockingUnaryCall(TestMethods.Unary, host, options, Request);
        }
        call?.Dispose();
    }
}
