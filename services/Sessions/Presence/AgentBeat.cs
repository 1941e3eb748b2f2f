namespace Chat.Sessions.Presence;

/// <summary>What a gateway knows of a login.</summary>
internal readonly record struct AgentBeat(AgentKey Agent, Guid LoginId, bool IsConnected, bool IsActive);
