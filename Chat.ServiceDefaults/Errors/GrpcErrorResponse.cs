using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Chat.ServiceDefaults.Errors;

/// <summary>A gRPC answer that consists of the status alone, for refusals before the gRPC engine was reached.</summary>
internal static class GrpcErrorResponse
{
    private const string ContentType = "application/grpc";

    public static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) == true;

    public static Task WriteAsync(HttpContext context, Error error)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = ContentType;
        var headers = response.Headers;
        headers["grpc-status"] = ((int)ErrorTable.Of(error).GrpcStatus).ToString();
        headers["grpc-message"] = Uri.EscapeDataString(error.Message);
        foreach (var entry in RpcErrorExtensions.ToTrailers(error))
        {
            headers[entry.Key] = entry.IsBinary
                ? new StringValues(Convert.ToBase64String(entry.ValueBytes))
                : new StringValues(entry.Value);
        }

        return Task.CompletedTask;
    }
}
