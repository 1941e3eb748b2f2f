using System.Buffers;
using System.Text.Json;
using Chat.Inference.Prompts;

namespace Chat.Inference.Providers.OpenAi;

/// <summary>Writes the body of a chat completion request. Pure.</summary>
internal static class OpenAiRequestCodec
{
    /// <summary>A streamed completion with usage in the last chunk.</summary>
    public static BinaryData Write(ChatPrompt prompt, string model, int maxOutputTokens)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + prompt.SystemText.Length);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteBoolean("stream"u8, true);
        json.WriteStartObject("stream_options"u8);
        json.WriteBoolean("include_usage"u8, true);
        json.WriteEndObject();
        json.WriteNumber("max_tokens"u8, maxOutputTokens);
        json.WriteStartArray("messages"u8);
        WriteMessage(json, "system"u8, prompt.SystemText);
        foreach (var turn in prompt.History)
        {
            WriteMessage(json, turn.FromCompany ? "assistant"u8 : "user"u8, turn.Text);
        }
        WriteMessage(json, "user"u8, prompt.Question);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return BinaryData.FromBytes(buffer.WrittenMemory);
    }

    private static void WriteMessage(Utf8JsonWriter json, ReadOnlySpan<byte> role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, text);
        json.WriteEndObject();
    }
}
