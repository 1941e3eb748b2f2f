namespace Chat.Sessions.AgentLogins;

/// <summary>An active agent and the hash of its password; null: it has none yet.</summary>
internal sealed record Credential(AgentIdentity Agent, string? PasswordHash);
