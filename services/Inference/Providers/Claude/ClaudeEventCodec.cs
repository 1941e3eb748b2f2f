using System.Text.Json;

namespace Chat.Inference.Providers.Claude;

/// <summary>Reads the data of one event of Claude's stream. Pure; unknown fields and events are skipped.</summary>
/// <remarks>
/// Source: the streaming page of the Messages API. Its version 2026-10-21, which the SDK asks for, changed requests, not
/// events; a test has the SDK itself read the bytes our tests are made of. The order of fields is nowhere promised, so
/// everything is gathered by where it stands, whatever the event's type turns out to be. One string per token and
/// nothing else is allocated.
/// </remarks>
internal static class ClaudeEventCodec
{
    /// <summary>Parses one event's data.</summary>
    /// <exception cref="JsonException">It is no JSON object of the expected shape.</exception>
    public static ClaudeEvent Parse(ReadOnlySpan<byte> data)
    {
        try
        {
            var reader = new Utf8JsonReader(data);
            var result = default(ClaudeEvent);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new JsonException("The event is no object.");
            }
            ReadEvent(ref reader, ref result);
            return result;
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            // The reader's complaint about a value of another type than its name promises, or invalid UTF-8 in it.
            throw new JsonException("A field of the event has an unexpected type.", exception);
        }
    }

    private static void ReadEvent(ref Utf8JsonReader reader, ref ClaudeEvent result)
    {
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                result.Kind = KindOf(ref reader);
            }
            else if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                result.Index = reader.GetInt32();
            }
            else if (reader.ValueTextEquals("delta"u8))
            {
                ReadBlock(ref reader, ref result);
            }
            else if (reader.ValueTextEquals("content_block"u8))
            {
                ReadBlock(ref reader, ref result);
            }
            else if (reader.ValueTextEquals("message"u8))
            {
                ReadMessage(ref reader, ref result);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                ReadUsage(ref reader, ref result);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                ReadError(ref reader, ref result);
            }
            else
            {
                reader.SkipValue();
            }
        }
    }

    /// <summary>A content block, or the delta of one or of the message: their names do not collide.</summary>
    private static void ReadBlock(ref Utf8JsonReader reader, ref ClaudeEvent result)
    {
        if (!reader.Enters(JsonTokenType.StartObject))
        {
            return;
        }
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("text"u8))
            {
                result.Text = reader.NextPiece();
            }
            else if (reader.ValueTextEquals("partial_json"u8))
            {
                result.PartialJson = reader.NextPiece();
            }
            else if (reader.ValueTextEquals("stop_reason"u8))
            {
                result.StopReason = reader.NextText();
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                result.IsToolUse = reader.ValueTextEquals("tool_use"u8);
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                result.Id = reader.NextText();
            }
            else if (reader.ValueTextEquals("name"u8))
            {
                result.Name = reader.NextText();
            }
            else
            {
                reader.SkipValue();
            }
        }
    }

    private static void ReadMessage(ref Utf8JsonReader reader, ref ClaudeEvent result)
    {
        if (!reader.Enters(JsonTokenType.StartObject))
        {
            return;
        }
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("model"u8))
            {
                result.Model = reader.NextText();
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                ReadUsage(ref reader, ref result);
            }
            else
            {
                reader.SkipValue();
            }
        }
    }

    private static void ReadUsage(ref Utf8JsonReader reader, ref ClaudeEvent result)
    {
        if (!reader.Enters(JsonTokenType.StartObject))
        {
            return;
        }
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("input_tokens"u8))
            {
                result.InputTokens = ReadCount(ref reader);
            }
            else if (reader.ValueTextEquals("cache_creation_input_tokens"u8))
            {
                result.CacheCreationTokens = ReadCount(ref reader);
            }
            else if (reader.ValueTextEquals("cache_read_input_tokens"u8))
            {
                result.CacheReadTokens = ReadCount(ref reader);
            }
            else if (reader.ValueTextEquals("output_tokens"u8))
            {
                result.OutputTokens = ReadCount(ref reader);
            }
            else
            {
                reader.SkipValue();
            }
        }
    }

    private static void ReadError(ref Utf8JsonReader reader, ref ClaudeEvent result)
    {
        if (!reader.Enters(JsonTokenType.StartObject))
        {
            return;
        }
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("type"u8))
            {
                result.ErrorType = reader.NextText();
            }
            else
            {
                reader.SkipValue();
            }
        }
    }

    private static ClaudeEventKind KindOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("content_block_delta"u8) ? ClaudeEventKind.BlockDelta
        : reader.ValueTextEquals("content_block_start"u8) ? ClaudeEventKind.BlockStart
        : reader.ValueTextEquals("message_start"u8) ? ClaudeEventKind.MessageStart
        : reader.ValueTextEquals("message_delta"u8) ? ClaudeEventKind.MessageDelta
        : reader.ValueTextEquals("message_stop"u8) ? ClaudeEventKind.MessageStop
        : reader.ValueTextEquals("error"u8) ? ClaudeEventKind.Error
        : ClaudeEventKind.Other;

    private static long? ReadCount(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : reader.GetInt64();
    }
}
