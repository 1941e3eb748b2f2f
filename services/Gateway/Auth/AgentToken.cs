namespace Chat.Gateway.Auth;

/// <summary>An agent's access token, as handed out.</summary>
internal sealed record AgentToken(string Token, DateTimeOffset ExpiresAt);
