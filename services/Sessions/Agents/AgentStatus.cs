namespace Chat.Sessions.Agents;

/// <summary>Whether an agent can be given work. The numbers are stored.</summary>
internal enum AgentStatus : short
{
    Online = 1,
    Away = 2,
    Busy = 3,
    Offline = 4,
}
