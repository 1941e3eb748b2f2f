using System.Buffers;
using System.Text.Json;

namespace Chat.Inference.Providers;

/// <summary>Writes a model's arguments back into a request of a vendor that wants an object there.</summary>
internal static class ToolArguments
{
    /// <summary>The arguments if they are an object; else an empty one, because a vendor refuses anything else.</summary>
    public static void Write(Utf8JsonWriter json, string argumentsJson)
    {
        try
        {
            using var document = JsonDocument.Parse(argumentsJson);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                // Apart: what turns out to be no Unicode must not leave half of itself in the request.
                var arguments = new ArrayBufferWriter<byte>();
                using (var apart = new Utf8JsonWriter(arguments))
                {
                    document.RootElement.WriteTo(apart);
                }
                json.WriteRawValue(arguments.WrittenSpan, skipInputValidation: true);
                return;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The model wrote something else, or half of a surrogate pair; the exchange's result has told it so.
        }
        json.WriteStartObject();
        json.WriteEndObject();
    }
}
