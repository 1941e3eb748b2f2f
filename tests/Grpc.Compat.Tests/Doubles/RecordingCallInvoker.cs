using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>Stands where a channel's engine would and keeps what it was asked for.</summary>
internal sealed class RecordingCallInvoker : CallInvoker
{
    public List<SeenCall> Calls { get; } = [];

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    )
    {
        Calls.Add(new("blocking", method.FullName, host, options, request));
        return (TResponse)(object)"answer";
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    )
    {
        Calls.Add(new("unary", method.FullName, host, options, request));
        return (AsyncUnaryCall<TResponse>)(object)new EngineCall().Unary(Task.FromResult("answer"));
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    )
    {
        Calls.Add(new("server", method.FullName, host, options, request));
        return (AsyncServerStreamingCall<TResponse>)(object)new EngineCall().ServerStreaming();
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options
    )
    {
        Calls.Add(new("client", method.FullName, host, options, null));
        return (AsyncClientStreamingCall<TRequest, TResponse>)
            (object)new EngineCall().ClientStreaming(Task.FromResult("answer"));
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options
    )
    {
        Calls.Add(new("duplex", method.FullName, host, options, null));
        return (AsyncDuplexStreamingCall<TRequest, TResponse>)(object)new EngineCall().DuplexStreaming();
    }
}
