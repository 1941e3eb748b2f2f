using Chat.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>What a gRPC method tells its caller about an exception, logged once.</summary>
public static class GrpcFaults
{
    /// <summary>The error for the wire; never the exception's own text.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="method">Full name of the method.</param>
    /// <param name="logger">Where it is logged, unless the method threw an error of its own.</param>
    /// <returns>A lost dependency, the method's own error, or an internal one.</returns>
    public static Error Explain(Exception exception, string method, ILogger logger)
    {
        if (exception is RpcException own)
        {
            return own.ToError();
        }

        if (FaultClassifier.Classify(exception) is { } error)
        {
            ErrorsLog.DependencyAway(logger, method, error.Code, exception.GetType().Name);
            return error;
        }

        ErrorsLog.Unexpected(logger, exception, method);
        return Internal.Unexpected;
    }
}
