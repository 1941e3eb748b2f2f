using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Errors;

/// <summary>
/// Boundary: turns what an HTTP endpoint threw into a problem, logged once. gRPC calls have their own boundary, the
/// interceptor; what is thrown in front of it (authorization, routing) ends here too.
/// </summary>
internal sealed class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested && IsCancellation(exception))
        {
            // The caller left; there is nobody to answer. 499 is what the spans and meters shall show.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (InvalidOperationException fault)
            when (BindingFault.IsUnknownEncoding(fault) && !context.Response.HasStarted)
        {
            await AnswerAsync(
                context,
                new BadHttpRequestException(fault.Message, StatusCodes.Status415UnsupportedMediaType, fault)
            );
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, exception);
        }
    }

    // A call to another service that was given up has its own word for it.
    private static bool IsCancellation(Exception exception) =>
        exception is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled };

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        var error = Report(context, exception);
        context.Response.Clear();
        if (
            exception is BadHttpRequestException bad
            && !GrpcErrorResponse.IsGrpc(context.Request)
            && bad.StatusCode != StatusCodes.Status400BadRequest
        )
        {
            await HttpStatusErrors.WriteAsync(context, bad.StatusCode);
            return;
        }

        await ErrorResponse.WriteAsync(context, error);
    }

    private Error Report(HttpContext context, Exception exception)
    {
        if (exception is BadHttpRequestException bad)
        {
            return bad.StatusCode == StatusCodes.Status400BadRequest
                ? BindingFault.Of(bad, context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType)
                : HttpStatusErrors.Of(bad.StatusCode);
        }

        var operation = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "A request";
        if (FaultClassifier.Classify(exception) is { } error)
        {
            ErrorsLog.DependencyAway(logger, operation, error.Code, exception.GetType().Name);
            return error;
        }

        ErrorsLog.Unexpected(logger, exception, operation);
        return Internal.Unexpected;
    }
}
