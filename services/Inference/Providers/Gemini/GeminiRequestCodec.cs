using System.Buffers;
using System.Text.Json;
using Chat.Inference.Prompts;

namespace Chat.Inference.Providers.Gemini;

/// <summary>Writes the body of a streamGenerateContent request. Pure.</summary>
internal static class GeminiRequestCodec
{
    /// <summary>The body.</summary>
    public static ReadOnlyMemory<byte> Write(ChatPrompt prompt, int maxOutputTokens)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + prompt.SystemText.Length);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteStartObject("systemInstruction"u8);
        WriteTextPart(json, prompt.SystemText);
        json.WriteEndObject();
        WriteTools(json, prompt.Tools);
        json.WriteStartArray("contents"u8);
        foreach (var turn in prompt.History)
        {
            WriteText(json, turn.FromCompany ? "model"u8 : "user"u8, turn.Text);
        }
        WriteText(json, "user"u8, prompt.Question);
        foreach (var round in prompt.Rounds)
        {
            WriteCalls(json, round);
            WriteResults(json, round);
        }
        json.WriteEndArray();
        json.WriteStartObject("generationConfig"u8);
        json.WriteNumber("maxOutputTokens"u8, maxOutputTokens);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteTools(Utf8JsonWriter json, IReadOnlyList<ToolDefinition> tools)
    {
        if (tools.Count == 0)
        {
            return;
        }
        json.WriteStartArray("tools"u8);
        json.WriteStartObject();
        json.WriteStartArray("functionDeclarations"u8);
        foreach (var tool in tools)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, tool.Name);
            json.WriteString("description"u8, tool.Description);
            // "parameters" takes a dialect of its own and refuses the rest of JSON Schema.
            json.WritePropertyName("parametersJsonSchema"u8);
            json.WriteRawValue(tool.Schema.Span, skipInputValidation: true);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        WriteTextPart(json, text);
        json.WriteEndObject();
    }

    private static void WriteTextPart(Utf8JsonWriter json, string text)
    {
        json.WriteStartArray("parts"u8);
        json.WriteStartObject();
        json.WriteString("text"u8, text);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteCalls(Utf8JsonWriter json, ToolRound round)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "model"u8);
        json.WriteStartArray("parts"u8);
        if (round.Text.Length > 0)
        {
            json.WriteStartObject();
            json.WriteString("text"u8, round.Text);
            json.WriteEndObject();
        }
        foreach (var exchange in round.Exchanges)
        {
            json.WriteStartObject();
            json.WriteStartObject("functionCall"u8);
            json.WriteString("id"u8, exchange.Call.Id);
            json.WriteString("name"u8, exchange.Call.Name);
            json.WritePropertyName("args"u8);
            ToolArguments.Write(json, exchange.Call.ArgumentsJson);
            json.WriteEndObject();
            if (exchange.Call.Signature is not null)
            {
                json.WriteString("thoughtSignature"u8, exchange.Call.Signature);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteResults(Utf8JsonWriter json, ToolRound round)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        json.WriteStartArray("parts"u8);
        foreach (var exchange in round.Exchanges)
        {
            json.WriteStartObject();
            json.WriteStartObject("functionResponse"u8);
            json.WriteString("id"u8, exchange.Call.Id);
            json.WriteString("name"u8, exchange.Call.Name);
            json.WriteStartObject("response"u8);
            json.WriteString(exchange.Failed ? "error"u8 : "output"u8, exchange.Result);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
