using System.Buffers;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using static Chat.Gateway.Chat.JsonFieldWriter;

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
        WriteText(output, ",\"interruptionReason\":"u8, message.InterruptionReason);
        WriteText(output, ",\"inReplyTo\":"u8, message.InReplyTo);
        WriteText(output, ",\"supersedes\":"u8, message.Supersedes);
        WriteTime(output, ",\"createdAt\":"u8, message.CreatedAt);
    }

    /// <summary>The whole message.</summary>
    public static void Write(IBufferWriter<byte> output, Message message)
    {
        WriteHead(output, message);
        output.Write(",\"author\":"u8);
        WriteAuthor(output, message.Author);
        output.Write(",\"text\":"u8);
        JsonText.WriteString(output, message.Text);
        WriteText(output, ",\"clientMessageId\":"u8, message.ClientMessageId);
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
        WriteKind(output, message);
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
        WriteText(output, ",\"url\":"u8, citation.Url);
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
        WriteText(output, ",\"id\":"u8, author?.Id ?? "");
        WriteText(output, ",\"displayName\":"u8, author?.DisplayName ?? "");
        output.Write("}"u8);
    }

    // What most messages are (text, public, untouched) is not said: it would be a third of a short one.
    private static void WriteKind(IBufferWriter<byte> output, Message message)
    {
        WriteText(output, ",\"type\":"u8, TypeOf(message.Type));
        if (message.Visibility == MessageVisibility.Internal)
        {
            output.Write(",\"visibility\":\"internal\""u8);
        }
        if (message.MetadataJson.Length > 0)
        {
            output.Write(",\"metadata\":"u8);
            JsonText.WriteRaw(output, message.MetadataJson);
        }
        if (message.Event is { } happened)
        {
            output.Write(",\"event\":"u8);
            EventJson.Write(output, happened);
        }
        WriteTime(output, ",\"editedAt\":"u8, message.EditedAt);
        WriteTime(output, ",\"deletedAt\":"u8, message.DeletedAt);
        if (message.Reactions.Count > 0)
        {
            WriteReactions(output, message.Reactions);
        }
    }

    private static void WriteReactions(IBufferWriter<byte> output, IReadOnlyList<Reaction> reactions)
    {
        output.Write(",\"reactions\":["u8);
        foreach (var (index, reaction) in reactions.Index())
        {
            output.Write(index > 0 ? ",{\"emoji\":"u8 : "{\"emoji\":"u8);
            JsonText.WriteString(output, reaction.Emoji);
            output.Write(",\"authors\":["u8);
            foreach (var (place, author) in reaction.Authors.Index())
            {
                if (place > 0)
                {
                    output.Write(","u8);
                }
                WriteAuthor(output, author);
            }
            output.Write("]}"u8);
        }
        output.Write("]"u8);
    }

    private static string TypeOf(MessageType type) =>
        type switch
        {
            MessageType.Image => "image",
            MessageType.File => "file",
            MessageType.System => "system",
            MessageType.Card => "card",
            MessageType.Event => "event",
            _ => "",
        };
}
