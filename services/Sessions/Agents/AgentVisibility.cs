namespace Chat.Sessions.Agents;

/// <summary>Whether visitors may see and choose an agent. The numbers are stored.</summary>
internal enum AgentVisibility : short
{
    Internal = 1,
    Public = 2,
}
