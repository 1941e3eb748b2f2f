using System.Buffers;
using System.Text.Json;
using Chat.Inference.Prompts;
using Chat.Inference.Providers.Targets;

namespace Chat.Inference.Providers.OpenAi;

/// <summary>Writes the body of a chat completion request. Pure.</summary>
/// <remarks>
/// OpenAI's reasoning models refuse <c>max_tokens</c>, and all of its models know <c>max_completion_tokens</c>; many compatible
/// servers know only the former.
/// </remarks>
internal static class OpenAiRequestCodec
{
    private const string OpenAiHost = "api.openai.com";

    /// <summary>A streamed completion with usage in the last chunk.</summary>
    public static BinaryData Write(ChatPrompt prompt, ProviderTarget target)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + prompt.SystemText.Length);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("model"u8, target.Model);
        json.WriteBoolean("stream"u8, true);
        json.WriteStartObject("stream_options"u8);
        json.WriteBoolean("include_usage"u8, true);
        json.WriteEndObject();
        json.WriteNumber(IsOpenAi(target) ? "max_completion_tokens"u8 : "max_tokens"u8, target.MaxOutputTokens);
        if (target.ReasoningEffort is not null)
        {
            json.WriteString("reasoning_effort"u8, target.ReasoningEffort);
        }
        WriteTools(json, prompt.Tools);
        WriteMessages(json, prompt);
        json.WriteEndObject();
        json.Flush();
        return BinaryData.FromBytes(buffer.WrittenMemory);
    }

    /// <summary>Its own address, or one of its regions' (<c>eu.api.openai.com</c>).</summary>
    private static bool IsOpenAi(ProviderTarget target) =>
        target.BaseUrl is null
        || target.BaseUrl.Host == OpenAiHost
        || target.BaseUrl.Host.EndsWith($".{OpenAiHost}", StringComparison.Ordinal);

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
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, tool.Name);
            json.WriteString("description"u8, tool.Description);
            json.WritePropertyName("parameters"u8);
            json.WriteRawValue(tool.Schema.Span, skipInputValidation: true);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteMessages(Utf8JsonWriter json, ChatPrompt prompt)
    {
        json.WriteStartArray("messages"u8);
        WriteMessage(json, "system"u8, prompt.SystemText);
        foreach (var turn in prompt.History)
        {
            WriteMessage(json, turn.FromCompany ? "assistant"u8 : "user"u8, turn.Text);
        }
        WriteMessage(json, "user"u8, prompt.Question);
        foreach (var round in prompt.Rounds)
        {
            WriteRound(json, round);
        }
        json.WriteEndArray();
    }

    private static void WriteMessage(Utf8JsonWriter json, ReadOnlySpan<byte> role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, text);
        json.WriteEndObject();
    }

    private static void WriteRound(Utf8JsonWriter json, ToolRound round)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        if (round.Text.Length > 0)
        {
            json.WriteString("content"u8, round.Text);
        }
        json.WriteStartArray("tool_calls"u8);
        foreach (var exchange in round.Exchanges)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, exchange.Call.Id);
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, exchange.Call.Name);
            json.WriteString("arguments"u8, exchange.Call.ArgumentsJson);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        foreach (var exchange in round.Exchanges)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, "tool"u8);
            json.WriteString("tool_call_id"u8, exchange.Call.Id);
            json.WriteString("content"u8, exchange.Result);
            json.WriteEndObject();
        }
    }
}
