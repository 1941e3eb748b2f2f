namespace Chat.Sessions.Agents;

/// <summary>What an agent may do; each includes those before it. The numbers are stored.</summary>
internal enum AgentRole : short
{
    Agent = 1,
    Manager = 2,
    Admin = 3,
}
