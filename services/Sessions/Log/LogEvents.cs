using Chat.Contracts.Events.V1;
using Chat.Sessions.Messages;
using Google.Protobuf;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Log;

/// <summary>
/// Payloads of the events of the log, less what only the transaction knows: append_message appends sequence, epoch,
/// times and the conversation's id.
/// </summary>
internal static class LogEvents
{
    public static byte[] Posted(PendingAppend pending)
    {
        var message = pending.Message;
        var wire = new Wire.Message
        {
            Id = message.MessageId.ToString(),
            Author = message.Author.ToWire(),
            Text = message.Text,
            ClientMessageId = message.ClientMessageId ?? "",
            State = (Wire.MessageState)message.State,
            InterruptionReason = message.InterruptionReason ?? "",
            InReplyTo = message.InReplyTo?.ToString() ?? "",
            Usage = message.Usage?.ToWire(),
            Type = (Wire.MessageType)message.Type,
            Visibility = (Wire.MessageVisibility)message.Visibility,
            MetadataJson = message.Metadata ?? "",
            AsksNothing = message.AsksNothing,
        };
        foreach (var citation in message.Citations)
        {
            wire.Citations.Add(citation.ToWire());
        }

        return new MessagePosted { Header = Header(pending.EventId, message.TenantId), Message = wire }.ToByteArray();
    }

    public static byte[] Started(PendingAppend pending)
    {
        if (pending.Message.Target is AppendTarget.Existing)
        {
            return [];
        }

        var message = pending.Message;
        return new ConversationStarted
        {
            Header = Header(pending.StartedEventId, message.TenantId),
            Conversation = new Wire.Conversation
            {
                Id = message.ConversationId.ToString(),
                ExternalId = message.ExternalId ?? "",
                Owner = message.Author.ToWire(),
                Mode = Wire.ConversationMode.Ai,
                Status = Wire.ConversationStatus.Open,
            },
        }.ToByteArray();
    }

    private static EventHeader Header(Guid eventId, Guid tenantId) =>
        new() { EventId = eventId.ToString(), TenantId = tenantId.ToString() };
}
