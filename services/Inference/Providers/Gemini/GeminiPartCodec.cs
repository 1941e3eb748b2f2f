using System.Text;
using System.Text.Json;

namespace Chat.Inference.Providers.Gemini;

/// <summary>Reads one part of a candidate's content: a text, a thought, a function call. Pure.</summary>
internal static class GeminiPartCodec
{
    /// <summary>Reads the object the reader stands on.</summary>
    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> data, ref GeminiChunk chunk)
    {
        string? text = null;
        ToolCallPart? call = null;
        string? signature = null;
        var isThought = false;
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("text"u8))
            {
                text = reader.NextPiece();
            }
            else if (reader.ValueTextEquals("functionCall"u8))
            {
                call = ReadCall(ref reader, data);
            }
            else if (reader.ValueTextEquals("thoughtSignature"u8))
            {
                signature = reader.NextText();
            }
            else if (reader.ValueTextEquals("thought"u8))
            {
                reader.Read();
                isThought = reader.TokenType == JsonTokenType.True;
            }
            else
            {
                reader.SkipValue();
            }
        }
        if (!isThought && !string.IsNullOrEmpty(text))
        {
            chunk.Text += text;
        }
        if (call is { } found)
        {
            (chunk.Calls ??= new List<ToolCallPart>(1)).Add(found with { Signature = signature });
        }
    }

    private static ToolCallPart ReadCall(ref Utf8JsonReader reader, ReadOnlySpan<byte> data)
    {
        var call = new ToolCallPart(null, "", "", "{}");
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A function call is no object.");
        }
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("name"u8))
            {
                call = call with { Name = reader.NextText() ?? "" };
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                call = call with { Id = reader.NextText() ?? "" };
            }
            else if (reader.ValueTextEquals("args"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                call = call with { Arguments = Encoding.UTF8.GetString(data[start..(int)reader.BytesConsumed]) };
            }
            else
            {
                reader.SkipValue();
            }
        }
        return call.Name.Length > 0 ? call : throw new JsonException("A function call has no name.");
    }
}
