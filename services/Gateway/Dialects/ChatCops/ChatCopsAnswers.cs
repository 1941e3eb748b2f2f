using System.Buffers;
using System.Globalization;
using Chat.Gateway.Json;
using Chat.Gateway.Locales;
using Chat.ServiceDefaults.Errors;
using Microsoft.Net.Http.Headers;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>
/// The dialect's answers that are no stream: its own small JSON objects. Beside the original's <c>error</c> each has a
/// <c>message</c> for the visitor, in the visitor's language.
/// </summary>
internal sealed class ChatCopsAnswers(HttpContext context, LocaleStrings strings)
{
    public Task MethodNotAllowedAsync()
    {
        context.Response.Headers.Allow = ChatCopsProtocol.AllowedMethods;
        return WriteAsync(StatusCodes.Status405MethodNotAllowed, "Method not allowed");
    }

    public Task UnsupportedMediaTypeAsync() =>
        WriteAsync(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type");

    public Task MalformedAsync() => WriteAsync(StatusCodes.Status400BadRequest, "Invalid JSON body");

    public Task TooLargeAsync() => WriteAsync(StatusCodes.Status413PayloadTooLarge, "Request body too large");

    public Task InvalidAsync(ChatCopsFaults faults) =>
        WriteAsync(
            StatusCodes.Status400BadRequest,
            "Invalid request",
            output =>
            {
                output.Write(",\"details\":"u8);
                faults.WriteTo(output);
            }
        );

    /// <summary>One of our errors in the dialect's shape.</summary>
    public Task ErrorAsync(Error error) =>
        error switch
        {
            Invalid invalid => InvalidAsync(ToFaults(invalid)),
            RateLimited limited => RateLimitedAsync(limited.RetryAfter),
            Internal => WriteAsync(StatusCodes.Status500InternalServerError, ChatCopsProtocol.InternalError),
            _ => WriteAsync(error.ToHttpStatus(), error.Code),
        };

    private static ChatCopsFaults ToFaults(Invalid invalid)
    {
        var faults = new ChatCopsFaults();
        foreach (var fault in invalid.Faults)
        {
            faults.Add(fault.Pointer.TrimStart('/'), fault.Message);
        }
        return faults;
    }

    private Task RateLimitedAsync(TimeSpan retryAfter)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds));
        context.Response.Headers[HeaderNames.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(
            StatusCodes.Status429TooManyRequests,
            ChatCopsProtocol.RateLimit,
            output =>
            {
                output.Write(",\"retryAfter\":"u8);
                JsonText.WriteNumber(output, seconds);
            }
        );
    }

    private async Task WriteAsync(int status, string error, Action<IBufferWriter<byte>>? writeMore = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        var output = context.Response.BodyWriter;
        output.Write("{\"error\":"u8);
        JsonText.WriteString(output, error);
        writeMore?.Invoke(output);
        output.Write(",\"message\":"u8);
        JsonText.WriteString(output, ChatCopsProtocol.MessageFor(error, strings));
        output.Write("}"u8);
        _ = await output.FlushAsync(context.RequestAborted);
    }
}
