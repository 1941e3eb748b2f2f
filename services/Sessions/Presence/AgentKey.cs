namespace Chat.Sessions.Presence;

/// <summary>An agent of a tenant.</summary>
internal readonly record struct AgentKey(Guid TenantId, Guid AgentId);
