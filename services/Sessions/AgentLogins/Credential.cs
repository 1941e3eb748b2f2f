namespace Chat.Sessions.AgentLogins;

/// <summary>An active agent, the hash of its password and since when it is that one; null: it has none yet.</summary>
internal sealed record Credential(AgentIdentity Agent, string? PasswordHash, DateTime? PasswordChangedAt);
