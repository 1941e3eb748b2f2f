using Chat.Sessions.Messages;
using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Conversations;

/// <summary>Conversations between domain and wire.</summary>
internal static class ConversationMapping
{
    public static Wire.Conversation ToWire(this ConversationSnapshot conversation) =>
        new()
        {
            Id = conversation.Id.ToString(),
            ExternalId = conversation.ExternalId ?? "",
            Owner = conversation.Owner.ToWire(),
            Mode = (Wire.ConversationMode)conversation.Mode,
            Status = (Wire.ConversationStatus)conversation.Status,
            Epoch = conversation.Epoch,
            LastSequence = conversation.LastSequence,
            CreatedAt = Timestamp.FromDateTime(conversation.CreatedAt),
            UpdatedAt = Timestamp.FromDateTime(conversation.UpdatedAt),
        };
}
