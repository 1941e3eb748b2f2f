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
                document.RootElement.WriteTo(json);
                return;
            }
        }
        catch (JsonException)
        {
            // The model wrote something else; the exchange's result has told it so.
        }
        json.WriteStartObject();
        json.WriteEndObject();
    }
}
