using System.Globalization;
using System.Text.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>Answers to the dialect's requests.</summary>
internal static class XcelsiorAnswers
{
    private static readonly Invalid s_notAllowed = new(
        [],
        "method_not_allowed",
        "This method is not allowed here; the header Allow names those that are."
    );

    /// <summary>The path takes other methods.</summary>
    public static Task WriteNotAllowedAsync(HttpContext context, string methods)
    {
        context.Response.Headers.Allow = methods;
        return WriteErrorAsync(context, StatusCodes.Status405MethodNotAllowed, s_notAllowed, context.RequestAborted);
    }

    /// <summary>One of our errors.</summary>
    public static Task WriteErrorAsync(HttpContext context, Error error, CancellationToken cancellationToken)
    {
        if (error is RateLimited { RetryAfter: var wait })
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        if (error is Unauthenticated)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }
        return WriteErrorAsync(context, error.ToHttpStatus(), error, cancellationToken);
    }

    private static Task WriteErrorAsync(
        HttpContext context,
        int status,
        Error error,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            context,
            status,
            json =>
            {
                json.WriteStartObject();
                XcelsiorErrorJson.WriteTo(json, error);
                json.WriteEndObject();
            },
            cancellationToken
        );

    /// <summary>An answer in JSON.</summary>
    public static async Task WriteAsync(
        HttpContext context,
        int status,
        Action<Utf8JsonWriter> write,
        CancellationToken cancellationToken
    )
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            write(json);
        }
        _ = await context.Response.BodyWriter.FlushAsync(cancellationToken);
    }
}
