using System.Buffers;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Chat.Gateway.Json;

namespace Chat.Gateway.WebSockets;

/// <summary>The frames that hold conversations: pure.</summary>
internal static class ConversationFrames
{
    /// <summary>The conversation that was begun or found.</summary>
    public static byte[] Opened(string id, OpenConversationResponse opened, bool forOwner)
    {
        var output = new ArrayBufferWriter<byte>(512);
        output.Write("{\"type\":\"conversation\",\"id\":"u8);
        JsonText.WriteString(output, id);
        output.Write(opened.Created ? ",\"created\":true"u8 : ",\"created\":false"u8);
        output.Write(",\"conversation\":"u8);
        ConversationJson.Write(output, opened.Conversation, forOwner);
        output.Write("}"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A page of conversations.</summary>
    public static byte[] Listed(string id, ListConversationsResponse page, bool forOwner)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        output.Write("{\"type\":\"conversations\",\"id\":"u8);
        JsonText.WriteString(output, id);
        output.Write(",\"data\":["u8);
        foreach (var (index, conversation) in page.Conversations.Index())
        {
            if (index > 0)
            {
                output.Write(","u8);
            }
            ConversationJson.Write(output, conversation, forOwner);
        }
        output.Write("]"u8);
        if (page.NextCursor.Length > 0)
        {
            output.Write(",\"nextCursor\":"u8);
            JsonText.WriteString(output, page.NextCursor);
        }
        output.Write(page.NextCursor.Length > 0 ? ",\"hasMore\":true}"u8 : ",\"hasMore\":false}"u8);
        return output.WrittenSpan.ToArray();
    }
}
