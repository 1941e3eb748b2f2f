using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Messaging;
using Google.Protobuf.Reflection;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Search;

/// <summary>Which messages have to be indexed (again), by what happened: all of a batch in one statement.</summary>
internal sealed class SearchIntake(SearchStore store, IOptions<SearchOptions> options)
{
    public static IReadOnlyCollection<MessageDescriptor> Events { get; } =
    [MessagePosted.Descriptor, ConversationChanged.Descriptor];

    public Task HandleAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            return Task.CompletedTask;
        }

        var places = new List<MessagePlace>(events.Count);
        foreach (var received in events)
        {
            if (PlaceOf(received) is { } place)
            {
                places.Add(place);
            }
        }

        return places.Count > 0 ? store.IndexAsync(places, cancellationToken) : Task.CompletedTask;
    }

    private static MessagePlace? PlaceOf(ReceivedEvent received) =>
        received.Message switch
        {
            MessagePosted posted => Place(posted.Header, posted.Message, posted.Message.Sequence),
            ConversationChanged { Message.Event.MessageEdited: { } edited } changed => Place(
                changed.Header,
                changed.Message,
                edited.Sequence
            ),
            ConversationChanged { Message.Event.MessageDeleted: { } deleted } changed => Place(
                changed.Header,
                changed.Message,
                deleted.Sequence
            ),
            _ => null,
        };

    // An event that names no place is nobody's business here; whoever needs more of it says so.
    private static MessagePlace? Place(EventHeader header, Message message, long sequence) =>
        Guid.TryParse(header.TenantId, out var tenantId)
        && Guid.TryParse(message.ConversationId, out var conversationId)
            ? new MessagePlace(tenantId, conversationId, sequence)
            : null;
}
