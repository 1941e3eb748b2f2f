using System.Text.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>One of our errors, as the dialect shows it in frames and answers. The page says nothing of their form.</summary>
internal static class XcelsiorErrorJson
{
    /// <summary>Writes the members; the object around them is the caller's.</summary>
    public static void WriteTo(Utf8JsonWriter json, Error error)
    {
        json.WriteString("error", error.Code);
        json.WriteString("message", error.Message);
        if (error is RateLimited { RetryAfter: var wait })
        {
            json.WriteNumber("retryAfter", Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)));
        }
        if (error is Invalid { Faults.Count: > 0 } invalid)
        {
            json.WriteStartArray("errors");
            foreach (var fault in invalid.Faults)
            {
                json.WriteStartObject();
                json.WriteString("field", fault.Pointer.TrimStart('/').Replace('/', '.'));
                json.WriteString("message", fault.Message);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
    }
}
