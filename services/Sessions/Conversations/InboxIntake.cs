using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Messaging;
using Chat.Sessions.Live;
using Chat.Sessions.Signals;
using Google.Protobuf.Reflection;

namespace Chat.Sessions.Conversations;

/// <summary>Tells agents of new conversations: from the bus, so that beginning one costs nothing for it.</summary>
internal sealed class InboxIntake(ISignals signals, LogHub hub)
{
    public static IReadOnlyCollection<MessageDescriptor> Events { get; } = [ConversationStarted.Descriptor];

    public async Task HandleAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        var begun = events.Select(received => received.Message).OfType<ConversationStarted>();
        foreach (var tenant in begun.GroupBy(started => started.Header.TenantId, StringComparer.Ordinal))
        {
            var tenantId = Guid.Parse(tenant.Key);
            // Asked once for all of them: mostly there is nobody who would hear it.
            if (await hub.IsFollowedAsync(SignalTopic.Inbox.FeedOf(tenantId), cancellationToken))
            {
                foreach (var started in tenant)
                {
                    signals.Publish(tenantId, SignalTopic.Inbox, ToSignal(started));
                }
            }
        }
    }

    private static InboxSignal ToSignal(ConversationStarted started) =>
        new(Guid.Parse(started.Conversation.Id), InboxNews.Created, null, started.Conversation.LastSequence)
        {
            IsInternal = true,
        };
}
