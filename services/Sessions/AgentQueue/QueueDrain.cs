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

        var active = await agents.ListAsync(tenantId, cancellationToken);
        if (!routing.AutoAssign)
        {
            // The others are there for what is asked for, but take it themselves.
            active = [.. active.Select(agent => agent.AutoAccepts ? agent : agent with { Capacity = 0 })];
        }

        foreach (var (conversation, agent) in QueueMatch.Plan(waiting, active, RoutingRules.Of(routing)))
        {
            var assigned = await assigning.AssignAsync(
                new AssignConversation
                {
                    Key = new ConversationKey(tenantId, conversation.Id),
                    Actor = ConversationActor.System,
                    AgentId = agent.Id,
                    Reason = AssignmentReasons.Routed,
                    Unless = state => state.Status is ConversationStatus.Queued ? null : new NotWaiting(),
                },
                cancellationToken
            );
            if (!assigned.IsSuccess)
            {
                // Somebody was faster: an agent took it, or the agent took another. The notice of that comes too.
                RoutingLog.NotAssigned(logger, conversation.Id, assigned.Error.Code);
            }
        }
    }
}
