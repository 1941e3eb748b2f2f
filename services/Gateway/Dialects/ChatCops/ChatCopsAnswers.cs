using System.Buffers;
using System.Globalization;
using Chat.Gateway.Json;
using Chat.Gateway.Locales;
using Chat.Gateway.Sse;
using Chat.ServiceDefaults.Errors;
using Microsoft.Net.Http.Headers;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>
/// The dialect's answers without the AI: but for one, its own small JSON objects. Beside the original's <c>error</c> each has a
/// <c>message</c> for the visitor, in the visitor's language.
/// </summary>
internal sealed class ChatCopsAnswers(HttpContext context, LocaleStrings strings)
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["/text"] = "/message",
        ["/clientMessageId"] = "/messageId",
        ["/externalId"] = "/conversationId",
    };

    public Task MethodNotAllowedAsync(CancellationToken cancellationToken)
    {
        context.Response.Headers.Allow = ChatCopsProtocol.AllowedMethods;
        return WriteAsync(StatusCodes.Status405MethodNotAllowed, "Method not allowed", cancellationToken);
    }

    public Task UnsupportedMediaTypeAsync(CancellationToken cancellationToken) =>
        WriteAsync(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type", cancellationToken);

    public Task MalformedAsync(CancellationToken cancellationToken) =>
        WriteAsync(StatusCodes.Status400BadRequest, "Invalid JSON body", cancellationToken);

    public Task TooLargeAsync(CancellationToken cancellationToken) =>
        WriteAsync(StatusCodes.Status413PayloadTooLarge, "Request body too large", cancellationToken);

    public Task InvalidAsync(ChatCopsFaults faults, CancellationToken cancellationToken) =>
        WriteAsync(
            StatusCodes.Status400BadRequest,
            "Invalid request",
            cancellationToken,
            output =>
            {
                output.Write(",\"details\":"u8);
                faults.WriteTo(output);
            }
        );

    /// <summary>One of our errors in the dialect's shape.</summary>
    public Task ErrorAsync(Error error, CancellationToken cancellationToken) =>
        error switch
        {
            Invalid invalid => InvalidAsync(ToFaults(invalid.Renamed(Names)), cancellationToken),
            PreconditionFailed away when ChatCopsProtocol.IsAway(away) => AwayAsync(away.Notice, cancellationToken),
            RateLimited limited => RateLimitedAsync(limited.RetryAfter, cancellationToken),
            Internal => WriteAsync(
                StatusCodes.Status500InternalServerError,
                ChatCopsProtocol.InternalError,
                cancellationToken
            ),
            _ => WriteAsync(error.ToHttpStatus(), error.Code, cancellationToken),
        };

    // A stream like any other, of which nothing is kept.
    private async Task AwayAsync(string? notice, CancellationToken cancellationToken)
    {
        var response = context.Response;
        response.ContentType = SseProtocol.ContentType;
        response.Headers.CacheControl = SseProtocol.CacheControl;
        response.Headers[SseProtocol.AccelBuffering] = "no";
        var frames = new ChatCopsFrames(strings);
        frames.WriteDelta(response.BodyWriter, notice ?? strings.NobodyHere, 0, default);
        frames.WriteDone(response.BodyWriter, null, default);
        _ = await response.BodyWriter.FlushAsync(cancellationToken);
    }

    private static ChatCopsFaults ToFaults(Invalid invalid)
    {
        var faults = new ChatCopsFaults();
        foreach (var fault in invalid.Faults)
        {
            faults.Add(fault.Pointer.TrimStart('/'), fault.Message);
        }
        return faults;
    }

    private Task RateLimitedAsync(TimeSpan retryAfter, CancellationToken cancellationToken)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds));
        context.Response.Headers[HeaderNames.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(
            StatusCodes.Status429TooManyRequests,
            ChatCopsProtocol.RateLimit,
            cancellationToken,
            output =>
            {
                output.Write(",\"retryAfter\":"u8);
                JsonText.WriteNumber(output, seconds);
            }
        );
    }

    private async Task WriteAsync(
        int status,
        string error,
        CancellationToken cancellationToken,
        Action<IBufferWriter<byte>>? writeMore = null
    )
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
        _ = await output.FlushAsync(cancellationToken);
    }
}
