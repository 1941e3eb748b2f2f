using System.Text.Json;

namespace Chat.Inference.Providers.Gemini;

/// <summary>Reads the data of one event of Gemini's stream, a GenerateContentResponse. Pure; unknown fields are skipped.</summary>
/// <remarks>
/// Source: the reference of <c>models.streamGenerateContent</c> (v1beta). One string per token and nothing else is
/// allocated.
/// </remarks>
internal static class GeminiChunkCodec
{
    /// <summary>Parses one event's data.</summary>
    /// <exception cref="JsonException">It is no JSON object of the expected shape.</exception>
    public static GeminiChunk Parse(ReadOnlySpan<byte> data, string? knownModel)
    {
        try
        {
            var reader = new Utf8JsonReader(data);
            var chunk = default(GeminiChunk);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new JsonException("The chunk is no object.");
            }
            while (reader.NextProperty())
            {
                ReadField(ref reader, data, ref chunk, knownModel);
            }
            return chunk;
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            // The reader's complaint about a value of another type than its name promises, or invalid UTF-8 in it.
            throw new JsonException("A field of the chunk has an unexpected type.", exception);
        }
    }

    private static void ReadField(
        ref Utf8JsonReader reader,
        ReadOnlySpan<byte> data,
        ref GeminiChunk chunk,
        string? knownModel
    )
    {
        if (reader.ValueTextEquals("candidates"u8))
        {
            ReadCandidates(ref reader, data, ref chunk);
        }
        else if (reader.ValueTextEquals("usageMetadata"u8))
        {
            ReadUsage(ref reader, ref chunk);
        }
        else if (reader.ValueTextEquals("modelVersion"u8))
        {
            reader.Read();
            // The same in every chunk, so the string is made once.
            chunk.Model =
                knownModel is not null && reader.ValueTextEquals(knownModel) ? knownModel : reader.GetString();
        }
        else if (reader.ValueTextEquals("promptFeedback"u8))
        {
            ReadFeedback(ref reader, ref chunk);
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            ReadError(ref reader, ref chunk);
        }
        else
        {
            reader.SkipValue();
        }
    }

    /// <summary>Only the first candidate counts: we never ask for more.</summary>
    private static void ReadCandidates(ref Utf8JsonReader reader, ReadOnlySpan<byte> data, ref GeminiChunk chunk)
    {
        if (!reader.Enters(JsonTokenType.StartArray))
        {
            return;
        }
        var index = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (index++ == 0 && reader.TokenType == JsonTokenType.StartObject)
            {
                ReadCandidate(ref reader, data, ref chunk);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void ReadCandidate(ref Utf8JsonReader reader, ReadOnlySpan<byte> data, ref GeminiChunk chunk)
    {
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("content"u8))
            {
                ReadContent(ref reader, data, ref chunk);
            }
            else if (reader.ValueTextEquals("finishReason"u8))
            {
                reader.Read();
                chunk.FinishReason = reader.GetString();
            }
            else
            {
                reader.SkipValue();
            }
        }
    }

    private static void ReadContent(ref Utf8JsonReader reader, ReadOnlySpan<byte> data, ref GeminiChunk chunk)
    {
        if (!reader.Enters(JsonTokenType.StartObject))
        {
            return;
        }
        while (reader.NextProperty())
        {
            if (!reader.ValueTextEquals("parts"u8))
            {
                reader.SkipValue();
            }
            else if (reader.Enters(JsonTokenType.StartArray))
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                {
                    GeminiPartCodec.Read(ref reader, data, ref chunk);
                }
            }
        }
    }

    private static void ReadUsage(ref Utf8JsonReader reader, ref GeminiChunk chunk)
    {
        if (!reader.Enters(JsonTokenType.StartObject))
        {
            return;
        }
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("promptTokenCount"u8))
            {
                chunk.PromptTokens = ReadCount(ref reader);
            }
            else if (reader.ValueTextEquals("candidatesTokenCount"u8))
            {
                chunk.CandidateTokens = ReadCount(ref reader);
            }
            else if (reader.ValueTextEquals("thoughtsTokenCount"u8))
            {
                chunk.ThoughtTokens = ReadCount(ref reader);
            }
            else if (reader.ValueTextEquals("cachedContentTokenCount"u8))
            {
                chunk.CachedTokens = ReadCount(ref reader);
            }
            else
            {
                reader.SkipValue();
            }
        }
    }

    private static void ReadFeedback(ref Utf8JsonReader reader, ref GeminiChunk chunk)
    {
        if (!reader.Enters(JsonTokenType.StartObject))
        {
            return;
        }
        while (reader.NextProperty())
        {
            chunk.IsPromptBlocked |= reader.ValueTextEquals("blockReason"u8);
            reader.SkipValue();
        }
    }

    private static void ReadError(ref Utf8JsonReader reader, ref GeminiChunk chunk)
    {
        if (!reader.Enters(JsonTokenType.StartObject))
        {
            return;
        }
        // An error without a number is one of the server's.
        chunk.ErrorStatus = 500;
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("code"u8))
            {
                reader.Read();
                chunk.ErrorStatus = reader.GetInt32();
            }
            else
            {
                reader.SkipValue();
            }
        }
    }

    private static long ReadCount(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt64();
    }
}
