using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.AgentQueue;
using Chat.Sessions.Agents;
using Chat.Sessions.Conversations;
using Chat.Sessions.Routing;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;
using Chat.Sessions.SupportPersons;

namespace Chat.Sessions.Assignments;

/// <summary>
/// The customer chooses an agent: gets it if there is room, and else waits for it at the head of its choices. An agent may
/// choose for it in what it has and in what nobody has.
/// </summary>
internal sealed class PreferAgentHandler(
    Assigning assigning,
    Queueing queueing,
    RoutingAgentStore agents,
    TenantSettings settings
)
{
    public async Task<Result<ConversationState>> HandleAsync(
        Principal principal,
        Guid conversationId,
        Guid agentId,
        CancellationToken cancellationToken
    )
    {
        var actor = ConversationActor.Of(principal);
        if (!actor.IsSuccess)
        {
            return actor.Error;
        }

        var all = await settings.GetAsync(principal.TenantId, cancellationToken);
        if (AssignmentAccess.IsCustomer(principal) && !all.Get<AgentsSettings>().VisitorAgentSelection)
        {
            return new AgentSelectionOff();
        }

        var active = await agents.ListAsync(principal.TenantId, cancellationToken);
        if (!active.Any(agent => agent.Id == agentId && agent.IsPublic))
        {
            return new AgentNotFound();
        }

        // The customer is not of the company, yet may do this: it acts through the product, in its own name.
        var acting = ConversationActor.System with
        {
            Author = actor.Value.Author,
            Guard = actor.Value.Guard,
        };
        var key = new ConversationKey(principal.TenantId, conversationId);
        var isFixed = all.Get<ChatSettings>().ChatMode is ChatMode.Fixed;
        var colleagues = AssignmentAccess.NoColleagues(principal);
        Error? Unless(ConversationState state) => colleagues(state) ?? (isFixed ? Fixed(state, active, agentId) : null);
        var assigned = await assigning.AssignAsync(
            new AssignConversation
            {
                Key = key,
                Actor = acting,
                AgentId = agentId,
                Reason = AssignmentReasons.Chosen,
                Unless = Unless,
            },
            cancellationToken
        );
        if (assigned.Error is AgentAtCapacity or AgentNotOnline)
        {
            assigned = await queueing.QueueAsync(
                new QueueConversation
                {
                    Key = key,
                    Actor = acting,
                    Reason = AssignmentReasons.Chosen,
                    Unless = Unless,
                    KeepsAgent = true,
                    PreferredAgentId = agentId,
                },
                cancellationToken
            );
        }

        return assigned.IsSuccess ? assigned.Value.Conversation : assigned.Error;
    }

    private static AgentFixed? Fixed(ConversationState state, List<RoutingAgent> active, Guid wanted) =>
        AssignmentAccess.IsHeld(state)
        && state.AssignedAgentId != wanted
        && active.Any(agent => agent.Id == state.AssignedAgentId && agent.IsOnline)
            ? new AgentFixed()
            : null;
}
