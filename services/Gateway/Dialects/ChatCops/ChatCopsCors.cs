using Chat.Gateway.Auth;
using Microsoft.Net.Http.Headers;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>The dialect's CORS headers: on every answer, errors included, or the widget could not read them.</summary>
internal static class ChatCopsCors
{
    private const string Any = "*";

    /// <summary>
    /// Has the origin header set with the answer, whatever it will be: whoever turns a failure into an answer clears the
    /// headers first. False when the page's origin is not allowed.
    /// </summary>
    public static bool Apply(HttpContext context, IReadOnlyList<string> allowedOrigins)
    {
        var origin = RequestOrigin.Of(context.Request);
        var isAllowed = origin.IsAllowedBy(allowedOrigins);
        // As the original: one fixed answer for everybody, which caches may keep.
        var isOpen = allowedOrigins is [Any];
        var allowed =
            isOpen ? Any
            : isAllowed ? origin.Value
            : null;
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (!isOpen)
            {
                headers.Append(HeaderNames.Vary, HeaderNames.Origin);
            }
            if (allowed is not null)
            {
                headers.AccessControlAllowOrigin = allowed;
                headers.AccessControlExposeHeaders = ChatCopsProtocol.ExposedHeaders;
            }
            return Task.CompletedTask;
        });
        return isAllowed;
    }

    /// <summary>Answers a preflight: 204 and no body.</summary>
    public static void AnswerPreflight(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = ChatCopsProtocol.AllowedMethods;
        headers.AccessControlAllowHeaders = ChatCopsProtocol.AllowedHeaders;
        headers.AccessControlMaxAge = ChatCopsProtocol.PreflightMaxAge;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
