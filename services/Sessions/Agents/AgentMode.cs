namespace Chat.Sessions.Agents;

/// <summary>Who answers in an agent's conversations, whatever the tenant's setting says. The numbers are stored.</summary>
internal enum AgentMode : short
{
    None = 0,
    Ai = 1,
    Manual = 2,
}
