using Chat.Sessions.Agents;

namespace Chat.Sessions.Presence;

/// <summary>What is new about an agent; null: as before.</summary>
internal readonly record struct AgentNews(AgentKey Agent, bool? IsConnected, bool IsActive, AgentStatus? Chosen)
{
    /// <summary>Nothing but that time has passed, or that something else about it was changed.</summary>
    public static AgentNews Of(AgentKey agent) => new(agent, null, IsActive: false, null);
}
