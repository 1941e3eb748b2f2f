using Chat.Sessions.Routing;
using Chat.Sessions.Signals;

namespace Chat.Sessions.AgentQueue;

/// <summary>Tells customers who wait where they stand; the newest news of a conversation replaces older ones on the way.</summary>
internal sealed class QueuePositions(QueueStore queue, RoutingAgentStore agents, ISignals signals)
{
    /// <summary>Who stands further behind is told when it comes nearer.</summary>
    private const int Told = 500;

    public async Task TellAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var waiting = await queue.HeadAsync(tenantId, Told, cancellationToken);
        if (waiting.Count == 0)
        {
            return;
        }

        var mean = await queue.MeanHandlingAsync(tenantId, cancellationToken);
        var slots = WaitEstimate.Slots(await agents.ListAsync(tenantId, cancellationToken));
        foreach (var (index, conversation) in waiting.Index())
        {
            Tell(tenantId, new QueueSignal(conversation.Id, index + 1, WaitEstimate.Of(index + 1, mean, slots)));
        }

        // Who left the queue since it was read was told so before it was told its place, which would stand for ever.
        var told = waiting.ConvertAll(conversation => conversation.Id);
        foreach (var left in await queue.LeftAsync(tenantId, told, cancellationToken))
        {
            Tell(tenantId, new QueueSignal(left, 0, null));
        }
    }

    /// <summary>Where one stands, and how long it may take; place 0: it does not wait.</summary>
    public async Task<QueuePlace> FindAsync(Guid tenantId, Guid conversationId, CancellationToken cancellationToken)
    {
        var place = await queue.PlaceAsync(tenantId, conversationId, cancellationToken);
        if (place == 0)
        {
            return new QueuePlace(0, null);
        }

        var mean = await queue.MeanHandlingAsync(tenantId, cancellationToken);
        var slots = WaitEstimate.Slots(await agents.ListAsync(tenantId, cancellationToken));
        return new QueuePlace(place, WaitEstimate.Of(place, mean, slots));
    }

    private void Tell(Guid tenantId, QueueSignal signal) =>
        signals.Publish(tenantId, SignalTopic.Conversation(signal.ConversationId), signal);
}
