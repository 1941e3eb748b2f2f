using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>The gRPC edge of the live streams; for who has the scope `live`.</summary>
[Authorize(Policies.LiveScope)]
internal sealed class LiveGrpcService(
    LogSources sources,
    AgentDirectory agents,
    IIdentityTokens tokens,
    IOptions<LiveOptions> options,
    IHostApplicationLifetime lifetime,
    ILogger<LiveGrpcService> logger
) : Wire.Live.LiveBase
{
    private static readonly WriteOptions Buffered = new(WriteFlags.BufferHint);
    private static readonly WriteOptions AtOnce = new();
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);

    public override async Task Follow(
        IAsyncStreamReader<FollowRequest> requestStream,
        IServerStreamWriter<FollowResponse> responseStream,
        ServerCallContext context
    )
    {
        // Either side may end the call; the other pump is stopped by the token.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var stopping = lifetime.ApplicationStopping;
        using var call = new FollowCall(sources, agents, tokens, options.Value, logger, stopping, ended.Token);
        // The subscriptions say that they end; then the call does, so that the host need not wait for the gateway.
        using var stop = stopping.Register(() => ended.CancelAfter(StopGrace));
        var writing = WriteAsync(call, responseStream, ended.Token);
        try
        {
            await ReadAsync(call, requestStream, writing, ended.Token);
        }
        finally
        {
            await ended.CancelAsync();
            await writing;
        }
    }

    private async Task ReadAsync(
        FollowCall call,
        IAsyncStreamReader<FollowRequest> requests,
        Task writing,
        CancellationToken cancellationToken
    )
    {
        try
        {
            while (!writing.IsCompleted && await requests.MoveNext(cancellationToken))
            {
                call.Take(requests.Current);
            }
        }
        catch (Exception exception)
            when ((exception is OperationCanceledException or IOException && cancellationToken.IsCancellationRequested)
                || exception is RpcException { StatusCode: StatusCode.Cancelled }
            )
        {
            // The gateway is gone: the ordinary end of such a call.
            LiveLog.CallEnded(logger, exception);
        }
    }

    private async Task WriteAsync(
        FollowCall call,
        IServerStreamWriter<FollowResponse> stream,
        CancellationToken cancellationToken
    )
    {
        try
        {
            while (await call.Responses.WaitToReadAsync(cancellationToken))
            {
                while (call.Responses.TryRead(out var response))
                {
                    // Sent with the next one, if there is one already: a segment of the network carries many.
                    stream.WriteOptions = call.Responses.TryPeek(out _) ? Buffered : AtOnce;
                    await stream.WriteAsync(response, cancellationToken);
                }
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            // As above; the engine answers a write to a finished call with InvalidOperationException.
            LiveLog.CallEnded(logger, exception);
        }
    }
}
