using System.Diagnostics;
using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Google.Protobuf;

namespace Chat.Webhooks.Events;

/// <summary>From the bus's events to those of the ChatCops format.</summary>
internal static class ChatCopsMapping
{
    // What the dialect puts in front of the widget's own conversation id; it goes on to the first colon.
    private const string ExternalIdPrefix = "chatcops";

    /// <summary>The event's name; null for what is no event of the format, such as a message of the system.</summary>
    public static string? TypeOf(IMessage message) =>
        message switch
        {
            ConversationStarted => ChatCopsEvents.ConversationStarted,
            LeadCaptured => ChatCopsEvents.LeadCaptured,
            MessagePosted { Message.Visibility: MessageVisibility.Internal } => null,
            MessagePosted posted => posted.Message.Author.Kind switch
            {
                AuthorKind.Visitor or AuthorKind.User => ChatCopsEvents.MessageSent,
                // An answer that was cut off before its first word reached nobody.
                AuthorKind.Ai or AuthorKind.Agent when !string.IsNullOrWhiteSpace(posted.Message.Text) =>
                    ChatCopsEvents.MessageReceived,
                _ => null,
            },
            _ => null,
        };

    /// <summary>The event's body.</summary>
    public static byte[] Write(IMessage message)
    {
        var type = TypeOf(message);
        return message switch
        {
            ConversationStarted { Conversation: var conversation } started => ChatCopsBody.Write(
                type!,
                IdOf(conversation.Id, conversation.ExternalId),
                started.Header.OccurredAt.ToDateTimeOffset()
            ),
            MessagePosted posted => ChatCopsBody.Write(
                type!,
                IdOf(posted.Message.ConversationId, posted.ExternalId),
                posted.Header.OccurredAt.ToDateTimeOffset(),
                posted.Message
            ),
            LeadCaptured captured => ChatCopsBody.Write(
                type!,
                IdOf(captured.Lead.ConversationId, captured.ExternalId),
                captured.Header.OccurredAt.ToDateTimeOffset(),
                captured.Lead
            ),
            _ => throw new UnreachableException($"{message.Descriptor.FullName} is no event of the ChatCops format."),
        };
    }

    // The id that the widget knows; of conversations that did not begin there, ours.
    private static string IdOf(string id, string externalId) =>
        externalId.StartsWith(ExternalIdPrefix, StringComparison.Ordinal)
        && externalId.IndexOf(':') is > 0 and var colon
            ? externalId[(colon + 1)..]
            : id;
}
