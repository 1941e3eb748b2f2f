using Chat.Gateway.Auth;
using Microsoft.Net.Http.Headers;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>The dialect's CORS headers: on every answer, errors included, or the widget could not read them.</summary>
internal static class ChatCopsCors
{
    private const string Any = "*";

    /// <summary>Sets the origin header; false when the page's origin is not allowed.</summary>
    public static bool Apply(HttpContext context, string[] allowedOrigins)
    {
        var headers = context.Response.Headers;
        if (allowedOrigins is [Any])
        {
            headers.AccessControlAllowOrigin = Any;
            return true;
        }
        headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        var origin = RequestOrigin.Of(context.Request);
        if (!origin.IsAllowedBy(allowedOrigins))
        {
            return false;
        }
        if (origin.Value is not null)
        {
            headers.AccessControlAllowOrigin = origin.Value;
        }
        return true;
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
