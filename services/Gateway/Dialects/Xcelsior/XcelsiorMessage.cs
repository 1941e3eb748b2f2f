using System.Globalization;
using System.Text.Json;
using Chat.Contracts.Sessions.V1;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>A message as the dialect shows it.</summary>
internal sealed record XcelsiorMessage
{
    private const char PlaceSeparator = '.';
    private const string Sent = "sent";

    public required string ConversationId { get; init; }

    /// <summary>Place in the conversation, from 1; part of the id.</summary>
    public required long Sequence { get; init; }

    public required string SenderId { get; init; }
    public required string SenderType { get; init; }
    public required string Content { get; init; }
    public required string MessageType { get; init; }
    public required DateTime CreatedAt { get; init; }

    /// <summary><c>sent</c>, <c>delivered</c> or <c>read</c>.</summary>
    public required string Status { get; init; }

    /// <summary>A JSON object; empty for none.</summary>
    public required string Metadata { get; init; }

    /// <summary>What the sender called it; empty for nothing.</summary>
    public required string ClientMessageId { get; init; }

    /// <summary>Of a message that came now; null when it is none the dialect shows.</summary>
    public static XcelsiorMessage? Of(Message message, string customerId)
    {
        if (
            message.Type == Contracts.Sessions.V1.MessageType.Event
            || message.Visibility == MessageVisibility.Internal
            || message.DeletedAt is not null
        )
        {
            return null;
        }
        var sender = XcelsiorWords.SenderOf(message.Author.Kind.ToString().ToLowerInvariant());
        return new XcelsiorMessage
        {
            ConversationId = message.ConversationId,
            Sequence = message.Sequence,
            SenderId = sender == XcelsiorProtocol.Customer ? customerId : message.Author.Id,
            SenderType = sender,
            Content = message.Text,
            MessageType = XcelsiorWords.MessageTypeOf(message.Type.ToString().ToLowerInvariant()),
            CreatedAt = message.CreatedAt.ToDateTime(),
            Status = Sent,
            Metadata = message.MetadataJson,
            ClientMessageId = message.ClientMessageId,
        };
    }

    /// <summary>Of a message as our REST gives it; null when it is none the dialect shows.</summary>
    public static XcelsiorMessage? Of(JsonElement message, string customerId)
    {
        var type = message.GetProperty("type").GetString()!;
        if (
            type == "event"
            || message.GetProperty("visibility").GetString() == "internal"
            || message.GetProperty("deletedAt").ValueKind != JsonValueKind.Null
        )
        {
            return null;
        }
        var author = message.GetProperty("author");
        var sender = XcelsiorWords.SenderOf(author.GetProperty("kind").GetString()!);
        var metadata = message.GetProperty("metadata");
        return new XcelsiorMessage
        {
            ConversationId = message.GetProperty("conversationId").GetString()!,
            Sequence = message.GetProperty("sequence").GetInt64(),
            SenderId = sender == XcelsiorProtocol.Customer ? customerId : author.GetProperty("id").GetString()!,
            SenderType = sender,
            Content = message.GetProperty("text").GetString()!,
            MessageType = XcelsiorWords.MessageTypeOf(type),
            CreatedAt = message.GetProperty("createdAt").GetDateTime(),
            Status = message.GetProperty("deliveryStatus").GetString() ?? Sent,
            Metadata = metadata.ValueKind == JsonValueKind.Object ? metadata.GetRawText() : "",
            ClientMessageId = message.GetProperty("clientMessageId").GetString() ?? "",
        };
    }

    /// <summary>Conversation and sequence of a message with this id; null when it is no message's id.</summary>
    public static (string ConversationId, long Sequence)? PlaceOf(string id) =>
        id.Split(PlaceSeparator) is [var conversation, var place]
        && Guid.TryParseExact(conversation, "D", out var conversationId)
        && long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        && sequence > 0
            ? (conversationId.ToString(), sequence)
            : null;

    /// <summary>Writes the object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString(
            "id",
            string.Create(CultureInfo.InvariantCulture, $"{ConversationId}{PlaceSeparator}{Sequence}")
        );
        json.WriteString("conversationId", ConversationId);
        json.WriteString("senderId", SenderId);
        json.WriteString("senderType", SenderType);
        json.WriteString("content", Content);
        json.WriteString("messageType", MessageType);
        json.WriteString("createdAt", XcelsiorWords.Iso(CreatedAt));
        json.WriteString("status", Status);
        if (Metadata.Length > 0)
        {
            json.WritePropertyName("metadata");
            json.WriteRawValue(Metadata);
        }
        if (ClientMessageId.Length > 0)
        {
            json.WriteString("clientMessageId", ClientMessageId);
        }
        json.WriteEndObject();
    }
}
