using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Routing;

namespace Chat.Sessions.Assignments;

/// <summary>Somebody else has it already, perhaps since a moment ago.</summary>
/// <param name="AgentName">Who.</param>
internal sealed record ConversationTaken(string AgentName)
    : Conflict("conversation_taken", $"{AgentName} has this conversation.");

/// <summary>Only an agent can have a conversation.</summary>
internal sealed record AgentRequired() : Forbidden("agent_required", "This needs an agent's token.");

/// <summary>Plain agents decide about their own conversations only.</summary>
internal sealed record ManagerRequired()
    : Forbidden("manager_required", "This needs a manager's token or a secret key.");

/// <summary>Another agent, or nobody, has it.</summary>
internal sealed record NotAssignedToCaller()
    : Forbidden(
        "not_your_conversation",
        "Only the agent who has the conversation may do this; a manager can take it over first."
    );

/// <summary>The agent was deactivated.</summary>
internal sealed record AgentInactive() : Conflict("agent_inactive", "The agent is not active.");

/// <summary>The agent is offline, away or busy.</summary>
internal sealed record AgentNotOnline() : Conflict("agent_not_online", "The agent is not online.");

/// <summary>The agent has as many open conversations as it may.</summary>
internal sealed record AgentAtCapacity(int Capacity)
    : Conflict("agent_at_capacity", $"The agent has as many open conversations as it may have: {Capacity}.");

/// <summary>Nobody above the agent is available.</summary>
internal sealed record NobodyAbove()
    : Conflict("nobody_above", "No available agent stands above this one. Queue the conversation instead.");

/// <summary>The target does not stand above the agent.</summary>
internal sealed record NotAbove()
    : Conflict("agent_not_above", "The agent does not stand above the one who escalates.");

/// <summary>Outside of its hours this tenant lets nobody wait for a person.</summary>
internal sealed record OutsideBusinessHours()
    : Conflict("outside_business_hours", "Nobody is here at this time. The assistant goes on answering.");

/// <summary>The tenant's settings let only people answer.</summary>
internal sealed record AiSwitchedOff() : Conflict("ai_disabled", "The AI does not answer here, by the settings.");

/// <summary>Fixed mode: whoever has an agent who is there keeps it.</summary>
internal sealed record AgentFixed()
    : Conflict("agent_fixed", "The agent cannot be changed while the present one is online.");

/// <summary>What keeps an agent from getting a conversation, as an error.</summary>
internal static class AgentObstacles
{
    public static Error? ErrorOf(RoutingAgent agent, AgentObstacle obstacle) =>
        obstacle switch
        {
            AgentObstacle.Inactive => new AgentInactive(),
            AgentObstacle.NotOnline => new AgentNotOnline(),
            AgentObstacle.NoRoom => new AgentAtCapacity(agent.Capacity),
            _ => null,
        };
}
