using System.Buffers;
using System.Text.Json;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>The frames the server sends, as bytes: pure.</summary>
internal static class XcelsiorFrames
{
    /// <summary>The connection stands: which conversation it is in, and as whom.</summary>
    public static byte[] Connected(XcelsiorSeat seat) =>
        Write(
            "connected",
            json =>
            {
                json.WriteString("conversationId", seat.ConversationId);
                json.WriteString("customerId", seat.CustomerId);
            }
        );

    /// <summary>A message came, perhaps one's own.</summary>
    public static byte[] Message(XcelsiorMessage message) =>
        Write(
            "message",
            json =>
            {
                json.WritePropertyName("data");
                message.WriteTo(json);
            }
        );

    /// <summary>Somebody types, or does not.</summary>
    public static byte[] Typing(string conversationId, string senderId, string senderType, bool isTyping) =>
        Write(
            "typing",
            json =>
            {
                json.WriteStartObject("data");
                json.WriteString("conversationId", conversationId);
                json.WriteString("senderId", senderId);
                json.WriteString("senderType", senderType);
                json.WriteBoolean("isTyping", isTyping);
                json.WriteEndObject();
            }
        );

    /// <summary>Something was refused; a message that was not stored has the id its sender gave it.</summary>
    public static byte[] Failed(Error error, string? clientMessageId = null) =>
        Write(
            "error",
            json =>
            {
                json.WriteStartObject("data");
                XcelsiorErrorJson.WriteTo(json, error);
                if (!string.IsNullOrEmpty(clientMessageId))
                {
                    json.WriteString("clientMessageId", clientMessageId);
                }
                json.WriteEndObject();
            }
        );

    private static byte[] Write(string type, Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            write(json);
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }
}
