using Chat.Sessions.Agents;

namespace Chat.Sessions.Teams;

/// <summary>Somebody below an agent.</summary>
/// <param name="Agent">Who it is.</param>
/// <param name="Depth">0: reports to the agent itself.</param>
internal sealed record Subordinate(AgentCard Agent, int Depth);
