using Chat.Sessions.Agents;

namespace Chat.Sessions.Presence;

/// <summary>What others see of an agent now, instead of something else.</summary>
internal readonly record struct StatusChange(AgentKey Agent, AgentStatus Status, AgentStatus Chosen);
