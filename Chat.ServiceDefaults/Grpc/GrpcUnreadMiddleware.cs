using Chat.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>
/// Says what was wrong with a message that the gRPC engine could not read. It reads before the interceptor is asked, and
/// has a status without details for it, UNKNOWN for what is no message of the method: as if the fault were ours.
/// </summary>
internal sealed class GrpcUnreadMiddleware(RequestDelegate next)
{
    private const string StatusHeader = "grpc-status";
    private const string DetailsHeader = "grpc-status-details-bin";

    /// <summary>What the caller of a method hears whose message is no message of that method.</summary>
    public static readonly Invalid Malformed = new(
        [],
        "malformed_message",
        "The message could not be read as what this method takes."
    );

    private static readonly TooLarge Oversize = new("message_too_large", "The message is larger than it may be.");

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        // What went through the interceptor has details, and none of its errors is UNKNOWN.
        var headers = context.Response.Headers;
        if (context.Response.HasStarted || headers.ContainsKey(DetailsHeader))
        {
            return;
        }
        if (IsStatus(headers, StatusCode.Unknown))
        {
            await GrpcErrorResponse.WriteAsync(context, Malformed);
        }
        else if (IsStatus(headers, StatusCode.ResourceExhausted))
        {
            await GrpcErrorResponse.WriteAsync(context, Oversize);
        }
    }

    private static bool IsStatus(IHeaderDictionary headers, StatusCode status) =>
        string.Equals(headers[StatusHeader], ((int)status).ToString(), StringComparison.Ordinal);
}
