using Google.Protobuf.Reflection;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>What a service does with events of others.</summary>
public interface IEventHandler
{
    /// <summary>The events it wants, for example <c>MessagePosted.Descriptor</c>; it is handed no others.</summary>
    IReadOnlyCollection<MessageDescriptor> Events { get; }

    /// <summary>
    /// Handles events in the order of their publication, best in one transaction. They come at least once, so handling
    /// one again must change nothing. Throwing means that any of them may have to come again: when the database is away
    /// all of them wait, else each is tried by itself, and what fails for good goes to the queue's error queue alone.
    /// </summary>
    /// <param name="events">At least one.</param>
    /// <param name="cancellationToken">Cancelled when the instance stops; the events then go to another one.</param>
    /// <returns>A task.</returns>
    Task HandleAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken);
}
