using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Messaging;
using Google.Protobuf.Reflection;

namespace Chat.Sessions.Analytics;

/// <summary>Counts events: all of a batch in one statement and one transaction, each event once.</summary>
internal sealed class AnalyticsIntake(AnalyticsStore store)
{
    public static IReadOnlyCollection<MessageDescriptor> Events { get; } =
    [ConversationStarted.Descriptor, MessagePosted.Descriptor, LeadCaptured.Descriptor];

    public Task HandleAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        var counted = new List<CountedEvent>(events.Count);
        foreach (var received in events)
        {
            if (AnalyticsMapping.ToCounted(received.Message) is { } one)
            {
                counted.Add(one);
            }
        }

        return counted.Count > 0 ? store.CountAsync(counted, cancellationToken) : Task.CompletedTask;
    }
}
