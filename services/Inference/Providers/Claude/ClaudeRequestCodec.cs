using System.Buffers;
using System.Text.Json;
using Chat.Inference.Prompts;

namespace Chat.Inference.Providers.Claude;

/// <summary>Writes the body of a Messages request. Pure.</summary>
internal static class ClaudeRequestCodec
{
    /// <summary>Claude wants the person to speak first, and every text to have a character that is no blank.</summary>
    private const string CompanyBegan = "(The company wrote first.)";
    private const string Blank = "(an empty message)";

    /// <summary>The body, without <c>stream</c>, which the SDK adds.</summary>
    public static ReadOnlyMemory<byte> Write(ChatPrompt prompt, string model, int maxOutputTokens)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + prompt.SystemText.Length);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("model"u8, model);
        json.WriteNumber("max_tokens"u8, maxOutputTokens);
        json.WriteString("system"u8, prompt.SystemText);
        WriteTools(json, prompt.Tools);
        json.WriteStartArray("messages"u8);
        if (prompt.History.Count > 0 && prompt.History[0].FromCompany)
        {
            WriteMessage(json, fromCompany: false, CompanyBegan);
        }
        foreach (var turn in prompt.History)
        {
            WriteMessage(json, turn.FromCompany, turn.Text);
        }
        WriteMessage(json, fromCompany: false, prompt.Question);
        foreach (var round in prompt.Rounds)
        {
            WriteCalls(json, round);
            WriteResults(json, round);
        }
        json.WriteEndArray();
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
        foreach (var tool in tools)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, tool.Name);
            json.WriteString("description"u8, tool.Description);
            json.WritePropertyName("input_schema"u8);
            json.WriteRawValue(tool.Schema.Span, skipInputValidation: true);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter json, bool fromCompany, string text)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, fromCompany ? "assistant"u8 : "user"u8);
        json.WriteString("content"u8, string.IsNullOrWhiteSpace(text) ? Blank : text);
        json.WriteEndObject();
    }

    private static void WriteCalls(Utf8JsonWriter json, ToolRound round)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        json.WriteStartArray("content"u8);
        if (!string.IsNullOrWhiteSpace(round.Text))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, round.Text);
            json.WriteEndObject();
        }
        foreach (var exchange in round.Exchanges)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "tool_use"u8);
            json.WriteString("id"u8, exchange.Call.Id);
            json.WriteString("name"u8, exchange.Call.Name);
            json.WritePropertyName("input"u8);
            ToolArguments.Write(json, exchange.Call.ArgumentsJson);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteResults(Utf8JsonWriter json, ToolRound round)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        json.WriteStartArray("content"u8);
        foreach (var exchange in round.Exchanges)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "tool_result"u8);
            json.WriteString("tool_use_id"u8, exchange.Call.Id);
            json.WriteString("content"u8, exchange.Result);
            if (exchange.Failed)
            {
                json.WriteBoolean("is_error"u8, true);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
