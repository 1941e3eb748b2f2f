using System.Diagnostics.CodeAnalysis;
using Chat.ServiceDefaults.Errors;
using Grpc.Core;

namespace Chat.Gateway.Upstreams;

/// <summary>What a failed call of another service means for the request that needed it.</summary>
internal static class UpstreamFault
{
    private static readonly Unavailable Late = new("deadline_exceeded", "A service did not answer in time.");

    /// <summary>
    /// True for a call that failed. False when the request's own token was cancelled, or for a bug: neither is ours to
    /// answer here. The client throws OperationCanceledException for a missed deadline, too.
    /// </summary>
    public static bool TryExplain(
        Exception exception,
        CancellationToken cancellationToken,
        [NotNullWhen(true)] out Error? error
    )
    {
        error = exception switch
        {
            _ when cancellationToken.IsCancellationRequested => null,
            RpcException refused => refused.ToError(),
            OperationCanceledException => Late,
            _ => null,
        };
        return error is not null;
    }
}
