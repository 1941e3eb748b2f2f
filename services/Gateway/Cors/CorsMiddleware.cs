using Chat.Gateway.Dialects.Xcelsior;
using Microsoft.Net.Http.Headers;

namespace Chat.Gateway.Cors;

/// <summary>
/// CORS of the native API and of dialects that leave it to it. There are no cookies, so letting any page read the answers gives nothing away: what a page
/// may do is decided by the key's allowed origins, with a 403 that the page's developer can read.
/// </summary>
internal sealed class CorsMiddleware(RequestDelegate next)
{
    private const string Methods = "GET, POST, PUT, PATCH, DELETE, OPTIONS";
    private const string RequestHeaders =
        "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, X-Api-Key";
    private const string ResponseHeaders = "ETag, Location, Retry-After, RateLimit, RateLimit-Policy";
    private const string MaxAge = "86400";

    public Task InvokeAsync(HttpContext context)
    {
        if (!IsOurs(context.Request.Path))
        {
            return next(context);
        }
        // At the last moment: whoever turns a failure into a problem clears the headers first.
        context.Response.OnStarting(
            static state =>
            {
                Apply((HttpContext)state);
                return Task.CompletedTask;
            },
            context
        );
        if (IsPreflight(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }
        return next(context);
    }

    private static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        var origin = context.Request.Headers.Origin;
        if (origin.Count == 0)
        {
            return;
        }
        headers.AccessControlAllowOrigin = origin;
        if (IsPreflight(context.Request))
        {
            headers.AccessControlAllowMethods = Methods;
            headers.AccessControlAllowHeaders = RequestHeaders;
            headers.AccessControlMaxAge = MaxAge;
        }
        else
        {
            headers.AccessControlExposeHeaders = ResponseHeaders;
        }
    }

    private static bool IsOurs(PathString path) =>
        path.StartsWithSegments(GatewayPaths.Api, StringComparison.Ordinal) || XcelsiorProtocol.IsResource(path);

    private static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method)
        && request.Headers.ContainsKey(HeaderNames.Origin)
        && request.Headers.ContainsKey(HeaderNames.AccessControlRequestMethod);
}
