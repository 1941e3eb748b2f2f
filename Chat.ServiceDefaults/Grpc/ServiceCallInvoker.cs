using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>
/// Calls another service: adds the identity token and the default deadline, and spreads calls over several
/// connections, so that long streams do not queue in front of short calls.
/// </summary>
internal sealed class ServiceCallInvoker(
    CallInvoker[] connections,
    IIdentityTokens tokens,
    TimeSpan defaultDeadline,
    TimeProvider time
) : CallInvoker
{
    private uint next;

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    ) => Next().BlockingUnaryCall(method, host, Prepare(options, unary: true), request);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    ) => Next().AsyncUnaryCall(method, host, Prepare(options, unary: true), request);

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options,
        TRequest request
    ) => Next().AsyncServerStreamingCall(method, host, Prepare(options, unary: false), request);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options
    ) => Next().AsyncClientStreamingCall(method, host, Prepare(options, unary: false));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        string? host,
        CallOptions options
    ) => Next().AsyncDuplexStreamingCall(method, host, Prepare(options, unary: false));

    private CallInvoker Next() => connections[Interlocked.Increment(ref next) % (uint)connections.Length];

    private CallOptions Prepare(CallOptions options, bool unary)
    {
        if (unary && options.Deadline is null)
        {
            options = options.WithDeadline(time.GetUtcNow().UtcDateTime + defaultDeadline);
        }

        if (options.Credentials is not PrincipalCredentials credentials)
        {
            return options;
        }

        var headers = new Metadata();
        if (options.Headers is { } given)
        {
            foreach (var entry in given)
            {
                headers.Add(entry);
            }
        }

        headers.Add("authorization", InternalIdentity.Bearer + tokens.Issue(credentials.Principal));
        return new CallOptions(
            headers,
            options.Deadline,
            options.CancellationToken,
            options.WriteOptions,
            options.PropagationToken
        );
    }
}
