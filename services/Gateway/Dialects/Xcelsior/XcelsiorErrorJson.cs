using System.Text.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>One of our errors, as the dialect shows it in frames and answers. The page says nothing of their form.</summary>
internal static class XcelsiorErrorJson
{
    private const string Details = "/details/";

    /// <summary>Writes the members; the object around them is the caller's.</summary>
    public static void WriteTo(Utf8JsonWriter json, Error error)
    {
        var invalid = error is Invalid own ? InThePagesWords(own) : null;
        json.WriteString("error", error.Code);
        json.WriteString("message", invalid?.Detail ?? error.Message);
        if (error is PreconditionFailed { Notice: { } notice })
        {
            json.WriteString("notice", notice);
        }
        if (error is RateLimited { RetryAfter: var wait })
        {
            json.WriteNumber("retryAfter", Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)));
        }
        if (invalid is { Faults.Count: > 0 })
        {
            json.WriteStartArray("errors");
            foreach (var fault in invalid.Faults)
            {
                json.WriteStartObject();
                json.WriteString("field", fault.Pointer);
                json.WriteString("message", fault.Message);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
    }

    private static Invalid InThePagesWords(Invalid own) =>
        own with
        {
            Faults = [.. own.Faults.Select(fault => fault with { Pointer = Field(fault.Pointer) })],
        };

    // What stands under details in the native API is a field like any other on the page.
    private static string Field(string pointer) =>
        pointer[(pointer.StartsWith(Details, StringComparison.Ordinal) ? Details.Length : 0)..]
            .TrimStart('/')
            .Replace('/', '.');
}
