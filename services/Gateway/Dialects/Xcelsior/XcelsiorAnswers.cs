using System.Globalization;
using System.Text.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>Answers to the dialect's requests.</summary>
internal static class XcelsiorAnswers
{
    /// <summary>One of our errors.</summary>
    public static Task WriteErrorAsync(HttpContext context, Error error, CancellationToken cancellationToken)
    {
        if (error is RateLimited { RetryAfter: var wait })
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        return WriteAsync(
            context,
            error.ToHttpStatus(),
            json =>
            {
                json.WriteStartObject();
                XcelsiorErrorJson.WriteTo(json, error);
                json.WriteEndObject();
            },
            cancellationToken
        );
    }

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
