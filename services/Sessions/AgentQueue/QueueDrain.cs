using Chat.Sessions.Assignments;
using Chat.Sessions.Conversations;
using Chat.Sessions.Routing;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.AgentQueue;

/// <summary>Gives what waits to agents who have room.</summary>
internal sealed class QueueDrain(
    QueueStore queue,
    RoutingAgentStore agents,
    Assigning assigning,
    QueueSteps steps,
    TenantSettings settings,
    ILogger<QueueDrain> logger
)
{
    /// <summary>How much of the queue is looked at: what needs somebody rare must not hide what anybody could take.</summary>
    private const int Head = 500;

    public async Task RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var routing = await settings.GetAsync<RoutingSettings>(tenantId, cancellationToken);
        var waiting = await queue.HeadAsync(tenantId, Head, cancellationToken);
        if (waiting.Count == 0)
        {
            return;
        }

        // What could not be given took up room in the plan: without it, there is room for others.
        for (var failed = true; failed && waiting.Count > 0; )
        {
            failed = await GiveAsync(tenantId, waiting, routing, cancellationToken);
        }
    }

    // Whether something could not be given because it failed; that waits no more, as far as this round goes.
    private async Task<bool> GiveAsync(
        Guid tenantId,
        List<WaitingConversation> waiting,
        RoutingSettings routing,
        CancellationToken cancellationToken
    )
    {
        var active = await agents.ListAsync(tenantId, cancellationToken);
        if (!routing.AutoAssign)
        {
            // The others are there for what is asked for, but take it themselves.
            active = [.. active.Select(agent => agent.AutoAccepts ? agent : agent with { Capacity = 0 })];
        }

        var failed = false;
        foreach (var (conversation, agent) in QueueMatch.Plan(waiting, active, RoutingRules.Of(routing)))
        {
            failed |= !await TryAssignAsync(
                new ConversationKey(tenantId, conversation.Id),
                agent.Id,
                cancellationToken
            );
            waiting.Remove(conversation);
        }

        return failed;
    }

    private async Task<bool> TryAssignAsync(ConversationKey key, Guid agentId, CancellationToken cancellationToken)
    {
        var request = new AssignConversation
        {
            Key = key,
            Actor = ConversationActor.System,
            AgentId = agentId,
            Reason = AssignmentReasons.Routed,
            Unless = state => state.Status is ConversationStatus.Queued ? null : new NotWaiting(),
        };
        var assigned = await steps.TryAsync(
            key,
            () => assigning.AssignAsync(request, cancellationToken),
            cancellationToken
        );
        if (assigned is { IsSuccess: false } refused)
        {
            // Somebody was faster: an agent took it, or the agent took another. The notice of that comes too.
            RoutingLog.NotAssigned(logger, key.ConversationId, refused.Error.Code);
        }

        return assigned is not null;
    }
}
