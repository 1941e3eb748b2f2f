using Microsoft.AspNetCore.Http;

namespace Chat.ServiceDefaults.Errors;

internal sealed class ErrorHttpResult(Error error) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => error.ToHttpStatus();

    public Task ExecuteAsync(HttpContext httpContext) => ErrorResponse.WriteAsync(httpContext, error);
}
