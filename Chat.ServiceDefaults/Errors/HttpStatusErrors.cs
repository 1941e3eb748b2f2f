using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Chat.ServiceDefaults.Errors;

/// <summary>Problems for answers the framework gives without a body: unknown path, wrong method, bad JSON.</summary>
internal static class HttpStatusErrors
{
    public static Error Of(int status) =>
        status switch
        {
            StatusCodes.Status404NotFound => new NotFound("not_found", "There is nothing at this address."),
            StatusCodes.Status413PayloadTooLarge => new TooLarge("body_too_large", "The body is over the limit."),
            StatusCodes.Status401Unauthorized => new Unauthenticated("unauthenticated", "The caller is not known."),
            StatusCodes.Status403Forbidden => new Forbidden("forbidden", "The caller may not do this."),
            >= 500 => Internal.Unexpected,
            _ => new Invalid([], "bad_request", "The request could not be read."),
        };

    public static Task WriteAsync(StatusCodeContext status) =>
        GrpcErrorResponse.IsGrpc(status.HttpContext.Request)
            ? Task.CompletedTask
            : WriteAsync(status.HttpContext, status.HttpContext.Response.StatusCode);

    public static Task WriteAsync(HttpContext context, int code)
    {
        var problem = Of(code).ToProblem(context);
        problem = code switch
        {
            StatusCodes.Status405MethodNotAllowed => Named(
                problem,
                "method_not_allowed",
                "This method is not allowed here; the header Allow names those that are."
            ),
            StatusCodes.Status415UnsupportedMediaType => Named(
                problem,
                "unsupported_media_type",
                "Send the body with the header Content-Type: application/json."
            ),
            _ => problem,
        };
        return ErrorResponse.WriteProblemAsync(context, problem with { Status = code }, retryAfter: null);
    }

    private static Problem Named(Problem problem, string code, string detail) =>
        problem with
        {
            Code = code,
            Type = "urn:chat:problem:" + code,
            Detail = detail,
        };
}
