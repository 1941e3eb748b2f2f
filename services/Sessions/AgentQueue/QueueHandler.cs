using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.Conversations;
using Chat.Sessions.Routing;

namespace Chat.Sessions.AgentQueue;

/// <summary>Reads the queue for somebody.</summary>
internal sealed class QueueHandler(
    QueueStore queue,
    QueuePositions positions,
    RoutingAgentStore agents,
    GetConversationHandler conversations
)
{
    public async Task<Result<QueuePage>> ListAsync(
        Principal principal,
        QueueCursor? behind,
        int limit,
        CancellationToken cancellationToken
    )
    {
        if (!AgentAccess.MayRead(principal))
        {
            return new QueueForbidden();
        }

        var tenantId = principal.TenantId;
        var entries = await queue.PageAsync(tenantId, behind, limit, cancellationToken);
        var mean = await queue.MeanHandlingAsync(tenantId, cancellationToken);
        var slots = WaitEstimate.Slots(await agents.ListAsync(tenantId, cancellationToken));
        return new QueuePage(entries, mean, slots);
    }

    /// <summary>Where one stands, for whoever may see it.</summary>
    public async Task<Result<QueuePlace>> PlaceAsync(
        Principal principal,
        Guid conversationId,
        CancellationToken cancellationToken
    )
    {
        var conversation = await conversations.HandleAsync(principal, conversationId, cancellationToken);
        return conversation.IsSuccess
            ? await positions.FindAsync(principal.TenantId, conversationId, cancellationToken)
            : conversation.Error;
    }
}

/// <summary>A part of the queue, and what its waits are estimated from.</summary>
internal sealed record QueuePage(List<QueueEntry> Entries, TimeSpan? MeanHandling, int Slots)
{
    public TimeSpan? WaitOf(QueueEntry entry) => WaitEstimate.Of((int)entry.Place, MeanHandling, Slots);
}
