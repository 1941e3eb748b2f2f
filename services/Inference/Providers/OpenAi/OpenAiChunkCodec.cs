using System.Text.Json;

namespace Chat.Inference.Providers.OpenAi;

/// <summary>Reads the data of one event of a chat completion stream. Pure; unknown fields are skipped.</summary>
/// <remarks>
/// Written by hand because this is the hottest path of the service: one token at a time, straight from UTF-8, one
/// string per token and nothing else allocated.
/// </remarks>
internal static class OpenAiChunkCodec
{
    /// <summary>Parses one event's data.</summary>
    /// <exception cref="JsonException">It is neither the end mark nor a JSON object of the expected shape.</exception>
    public static OpenAiChunk Parse(ReadOnlySpan<byte> data, string? knownModel)
    {
        if (data.SequenceEqual("[DONE]"u8))
        {
            return new OpenAiChunk { IsEnd = true };
        }
        try
        {
            return ParseObject(data, knownModel);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            // The reader's complaint about a value of another type than its name promises, or invalid UTF-8 in it.
            throw new JsonException("A field of the chunk has an unexpected type.", exception);
        }
    }

    private static OpenAiChunk ParseObject(ReadOnlySpan<byte> data, string? knownModel)
    {
        var reader = new Utf8JsonReader(data);
        var chunk = default(OpenAiChunk);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("choices"u8))
            {
                ReadChoices(ref reader, ref chunk);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                chunk = chunk with { Usage = ReadUsage(ref reader) };
            }
            else if (reader.ValueTextEquals("model"u8))
            {
                reader.Read();
                chunk = chunk with { Model = ReadModel(ref reader, knownModel) };
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                chunk = chunk with { Error = OpenAiErrorCodec.Read(ref reader) };
            }
            else
            {
                reader.SkipValue();
            }
        }
        return reader.TokenType == JsonTokenType.EndObject ? chunk : throw new JsonException("The chunk is cut off.");
    }

    /// <summary>The same in every chunk, so the string is made once.</summary>
    private static string? ReadModel(ref Utf8JsonReader reader, string? known) =>
        known is not null && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(known)
            ? known
            : reader.GetString();

    /// <summary>Only the first choice counts: we never ask for more.</summary>
    private static void ReadChoices(ref Utf8JsonReader reader, ref OpenAiChunk chunk)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        var index = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (index++ == 0 && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadChoice(ref reader, ref chunk);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void ReadChoice(ref Utf8JsonReader reader, ref OpenAiChunk chunk)
    {
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("delta"u8))
            {
                reader.Read();
                ReadDelta(ref reader, ref chunk);
            }
            else if (reader.ValueTextEquals("finish_reason"u8))
            {
                chunk = chunk with { FinishReason = reader.NextText() };
            }
            else
            {
                reader.SkipValue();
            }
        }
    }

    private static void ReadDelta(ref Utf8JsonReader reader, ref OpenAiChunk chunk)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.NextProperty())
        {
            // A refusal is what the model says instead of an answer, so it is shown like one.
            if (reader.ValueTextEquals("content"u8) || reader.ValueTextEquals("refusal"u8))
            {
                var text = reader.NextPiece();
                chunk = string.IsNullOrEmpty(text) ? chunk : chunk with { Text = chunk.Text + text };
            }
            else if (reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("reasoning"u8))
            {
                reader.Read();
                chunk = chunk with
                {
                    IsThinking = reader.TokenType == JsonTokenType.String && !reader.ValueSpan.IsEmpty,
                };
                reader.Skip();
            }
            else if (reader.ValueTextEquals("tool_calls"u8))
            {
                reader.Read();
                chunk = chunk with { ToolCalls = OpenAiToolCallCodec.Read(ref reader) };
            }
            else
            {
                reader.SkipValue();
            }
        }
    }

    private static ProviderUsage? ReadUsage(ref Utf8JsonReader reader)
    {
        if (!reader.Enters(JsonTokenType.StartObject))
        {
            return null;
        }
        var usage = new ProviderUsage(0, OutputTokens: 0);
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("prompt_tokens"u8))
            {
                usage = usage with { InputTokens = ReadCount(ref reader) };
            }
            else if (reader.ValueTextEquals("completion_tokens"u8))
            {
                usage = usage with { OutputTokens = ReadCount(ref reader) };
            }
            else if (reader.ValueTextEquals("prompt_tokens_details"u8))
            {
                usage = usage with { CachedInputTokens = ReadCached(ref reader) };
            }
            else
            {
                reader.SkipValue();
            }
        }
        return usage;
    }

    /// <summary>Null: the server does not count these, which is no reason to lose the answer.</summary>
    private static long ReadCount(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? 0 : reader.GetInt64();
    }

    private static long ReadCached(ref Utf8JsonReader reader)
    {
        var cached = 0L;
        if (!reader.Enters(JsonTokenType.StartObject))
        {
            return cached;
        }
        while (reader.NextProperty())
        {
            var isCached = reader.ValueTextEquals("cached_tokens"u8);
            reader.Read();
            cached = isCached && reader.TokenType == JsonTokenType.Number ? reader.GetInt64() : cached;
            reader.Skip();
        }
        return cached;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new JsonException($"The chunk has no {type} where one belongs.");
        }
    }
}
