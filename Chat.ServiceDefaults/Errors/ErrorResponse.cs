using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Chat.ServiceDefaults.Errors;

/// <summary>Writes an error as the whole answer, in the protocol the request came in.</summary>
internal static class ErrorResponse
{
    public static Task WriteAsync(HttpContext context, Error error) =>
        GrpcErrorResponse.IsGrpc(context.Request)
            ? GrpcErrorResponse.WriteAsync(context, error)
            : WriteProblemAsync(context, error.ToProblem(context), HttpErrorExtensions.RetryAfterSeconds(error));

    public static async Task WriteProblemAsync(HttpContext context, Problem problem, string? retryAfter)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = Problem.ContentType;
        response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            // RFC 9110, 11.6.1: a client that follows it comes back with a credential.
            response.Headers.WWWAuthenticate = "Bearer";
        }
        if (retryAfter is not null)
        {
            response.Headers.RetryAfter = retryAfter;
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(problem, ProblemJsonContext.Readable.Problem);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(body, context.RequestAborted);
        }
    }
}
