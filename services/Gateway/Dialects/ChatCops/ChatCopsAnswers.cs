using System.Buffers;
using System.Globalization;
using Chat.Gateway.Json;
using Chat.ServiceDefaults.Errors;
using Microsoft.Net.Http.Headers;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>The dialect's answers that are no stream: its own small JSON objects.</summary>
internal static class ChatCopsAnswers
{
    public static Task MethodNotAllowedAsync(HttpContext context)
    {
        context.Response.Headers.Allow = ChatCopsProtocol.AllowedMethods;
        return WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "Method not allowed");
    }

    public static Task UnsupportedMediaTypeAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "Unsupported media type");

    public static Task MalformedAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status400BadRequest, "Invalid JSON body");

    public static Task TooLargeAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status413PayloadTooLarge, "Request body too large");

    public static async Task InvalidAsync(HttpContext context, ChatCopsFaults faults)
    {
        Begin(context, StatusCodes.Status400BadRequest);
        faults.WriteTo(context.Response.BodyWriter);
        _ = await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>One of our errors in the dialect's shape.</summary>
    public static async Task ErrorAsync(HttpContext context, Error error)
    {
        switch (error)
        {
            case Invalid invalid:
                var faults = new ChatCopsFaults();
                foreach (var fault in invalid.Faults)
                {
                    faults.Add(fault.Pointer.TrimStart('/'), fault.Message);
                }
                await InvalidAsync(context, faults);
                break;
            case RateLimited limited:
                await RateLimitedAsync(context, limited.RetryAfter);
                break;
            case Internal:
                await WriteAsync(context, StatusCodes.Status500InternalServerError, ChatCopsProtocol.InternalError);
                break;
            default:
                await WriteAsync(context, error.ToHttpStatus(), error.Code);
                break;
        }
    }

    private static async Task RateLimitedAsync(HttpContext context, TimeSpan retryAfter)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds));
        context.Response.Headers[HeaderNames.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
        Begin(context, StatusCodes.Status429TooManyRequests);
        var output = context.Response.BodyWriter;
        output.Write("{\"error\":\"rate_limit\",\"retryAfter\":"u8);
        JsonText.WriteNumber(output, seconds);
        output.Write("}"u8);
        _ = await output.FlushAsync(context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, int status, string error)
    {
        Begin(context, status);
        var output = context.Response.BodyWriter;
        output.Write("{\"error\":"u8);
        JsonText.WriteString(output, error);
        output.Write("}"u8);
        _ = await output.FlushAsync(context.RequestAborted);
    }

    private static void Begin(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
    }
}
