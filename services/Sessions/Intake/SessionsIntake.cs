using Chat.ServiceDefaults.Messaging;
using Chat.Sessions.Analytics;
using Chat.Sessions.Conversations;
using Chat.Sessions.Search;
using Google.Protobuf.Reflection;

namespace Chat.Sessions.Intake;

/// <summary>What the service does with events of its own: one queue, read once, for all who want something of it.</summary>
internal sealed class SessionsIntake(AnalyticsIntake analytics, SearchIntake search, InboxIntake inbox) : IEventHandler
{
    /// <inheritdoc />
    public IReadOnlyCollection<MessageDescriptor> Events { get; } =
    [.. AnalyticsIntake.Events.Union(SearchIntake.Events).Union(InboxIntake.Events)];

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<ReceivedEvent> events, CancellationToken cancellationToken)
    {
        // Each is a transaction of its own; either one again changes nothing.
        await analytics.HandleAsync(events, cancellationToken);
        await search.HandleAsync(events, cancellationToken);
        await inbox.HandleAsync(events, cancellationToken);
    }
}
