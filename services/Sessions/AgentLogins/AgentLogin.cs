namespace Chat.Sessions.AgentLogins;

/// <summary>A login that stands, with the token that goes on with it.</summary>
internal sealed record AgentLogin(AgentIdentity Agent, Guid LoginId, string RefreshToken, DateTime ExpiresAt);
