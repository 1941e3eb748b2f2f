using Chat.Sessions.Conversations;

namespace Chat.Sessions.Messages;

/// <summary>How far each side has got in a conversation; pure.</summary>
/// <param name="Delivered">The last sequence that reached somebody of it.</param>
/// <param name="Read">The last sequence that was shown to somebody of it.</param>
internal readonly record struct DeliveryMarks(long Delivered, long Read)
{
    /// <summary>
    /// How far a message has come, by the marks of both sides; null where that is no question. With
    /// <paramref name="showRead"/> false nobody is told what was read.
    /// </summary>
    public static DeliveryStatus? Of(
        StoredMessage message,
        DeliveryMarks customer,
        DeliveryMarks company,
        bool showRead
    )
    {
        if (message.Type is MessageType.Event || message.Visibility is MessageVisibility.Internal)
        {
            return null;
        }

        var other = message.Author.Kind is AuthorKind.Visitor or AuthorKind.User ? company : customer;
        return other.Read >= message.Sequence && showRead ? DeliveryStatus.Read
            : other.Delivered >= message.Sequence ? DeliveryStatus.Delivered
            : DeliveryStatus.Sent;
    }
}
