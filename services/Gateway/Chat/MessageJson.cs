using System.Buffers;
using System.Globalization;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;

namespace Chat.Gateway.Chat;

/// <summary>The public JSON of messages, citations and usage, as the REST resources have it.</summary>
internal static class MessageJson
{
    /// <summary>The message's fields without its text, its citations and its last brace.</summary>
    public static void WriteHead(IBufferWriter<byte> output, Message message)
    {
        output.Write("{\"id\":"u8);
        JsonText.WriteString(output, message.Id);
        output.Write(",\"conversationId\":"u8);
        JsonText.WriteString(output, message.ConversationId);
        output.Write(",\"sequence\":"u8);
        JsonText.WriteNumber(output, message.Sequence);
        output.Write(",\"state\":"u8);
        output.Write(message.State == MessageState.Interrupted ? "\"interrupted\""u8 : "\"complete\""u8);
        WriteOptional(output, ",\"interruptionReason\":"u8, message.InterruptionReason);
        WriteOptional(output, ",\"inReplyTo\":"u8, message.InReplyTo);
        WriteOptional(output, ",\"supersedes\":"u8, message.Supersedes);
        if (message.CreatedAt is { } createdAt)
        {
            output.Write(",\"createdAt\":"u8);
            var text = createdAt.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            JsonText.WriteString(output, text);
        }
    }

    /// <summary>The whole message.</summary>
    public static void Write(IBufferWriter<byte> output, Message message)
    {
        WriteHead(output, message);
        output.Write(",\"author\":"u8);
        WriteAuthor(output, message.Author);
        output.Write(",\"text\":"u8);
        JsonText.WriteString(output, message.Text);
        WriteOptional(output, ",\"clientMessageId\":"u8, message.ClientMessageId);
        output.Write(",\"citations\":["u8);
        for (var index = 0; index < message.Citations.Count; index++)
        {
            if (index > 0)
            {
                output.Write(","u8);
            }
            WriteCitation(output, message.Citations[index]);
        }
        output.Write("]"u8);
        if (message.Usage is { } usage)
        {
            output.Write(",\"usage\":"u8);
            WriteUsage(output, usage);
        }
        output.Write("}"u8);
    }

    public static void WriteCitation(IBufferWriter<byte> output, Citation citation)
    {
        output.Write("{\"index\":"u8);
        JsonText.WriteNumber(output, citation.Index);
        output.Write(",\"documentId\":"u8);
        JsonText.WriteString(output, citation.DocumentId);
        output.Write(",\"chunkId\":"u8);
        JsonText.WriteString(output, citation.ChunkId);
        output.Write(",\"title\":"u8);
        JsonText.WriteString(output, citation.Title);
        WriteOptional(output, ",\"url\":"u8, citation.Url);
        output.Write(",\"quote\":"u8);
        JsonText.WriteString(output, citation.Quote);
        output.Write("}"u8);
    }

    public static void WriteUsage(IBufferWriter<byte> output, Usage usage)
    {
        output.Write("{\"provider\":"u8);
        JsonText.WriteString(output, usage.Provider);
        output.Write(",\"model\":"u8);
        JsonText.WriteString(output, usage.Model);
        output.Write(",\"inputTokens\":"u8);
        JsonText.WriteNumber(output, usage.InputTokens);
        output.Write(",\"outputTokens\":"u8);
        JsonText.WriteNumber(output, usage.OutputTokens);
        output.Write(usage.Estimated ? ",\"estimated\":true"u8 : ",\"estimated\":false"u8);
        output.Write(",\"cachedInputTokens\":"u8);
        JsonText.WriteNumber(output, usage.CachedInputTokens);
        output.Write(",\"cacheWriteTokens\":"u8);
        JsonText.WriteNumber(output, usage.CacheWriteTokens);
        output.Write("}"u8);
    }

    public static void WriteAuthor(IBufferWriter<byte> output, Author? author)
    {
        output.Write("{\"kind\":"u8);
        output.Write(
            author?.Kind switch
            {
                AuthorKind.Visitor => "\"visitor\""u8,
                AuthorKind.User => "\"user\""u8,
                AuthorKind.Agent => "\"agent\""u8,
                AuthorKind.Ai => "\"ai\""u8,
                _ => "\"system\""u8,
            }
        );
        WriteOptional(output, ",\"id\":"u8, author?.Id ?? "");
        WriteOptional(output, ",\"displayName\":"u8, author?.DisplayName ?? "");
        output.Write("}"u8);
    }

    private static void WriteOptional(IBufferWriter<byte> output, ReadOnlySpan<byte> name, string text)
    {
        if (text.Length > 0)
        {
            output.Write(name);
            JsonText.WriteString(output, text);
        }
    }
}
