using System.Text.Json;

namespace Chat.Inference.Providers.OpenAi;

/// <summary>Reads the <c>tool_calls</c> of a delta: pieces of calls, each with its place. Pure.</summary>
internal static class OpenAiToolCallCodec
{
    /// <summary>Reads the array (or null) the reader stands on; null: no piece.</summary>
    public static IReadOnlyList<ToolCallPart>? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("The tool calls are no array.");
        }
        var parts = new List<ToolCallPart>(1);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            parts.Add(ReadPart(ref reader));
        }
        return parts;
    }

    private static ToolCallPart ReadPart(ref Utf8JsonReader reader)
    {
        var part = new ToolCallPart(null, "", "", "");
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                part = part with { Index = reader.TokenType == JsonTokenType.Null ? null : reader.GetInt32() };
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                part = part with { Id = reader.NextText() ?? "" };
            }
            else if (reader.ValueTextEquals("function"u8))
            {
                ReadFunction(ref reader, ref part);
            }
            else
            {
                reader.SkipValue();
            }
        }
        return part;
    }

    private static void ReadFunction(ref Utf8JsonReader reader, ref ToolCallPart part)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The function of a tool call is no object.");
        }
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("name"u8))
            {
                part = part with { Name = reader.NextText() ?? "" };
            }
            else if (reader.ValueTextEquals("arguments"u8))
            {
                part = part with { Arguments = reader.NextPiece() ?? "" };
            }
            else
            {
                reader.SkipValue();
            }
        }
    }
}
