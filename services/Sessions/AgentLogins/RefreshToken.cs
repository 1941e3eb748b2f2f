namespace Chat.Sessions.AgentLogins;

/// <summary>What a refresh token says: the n-th one of a login.</summary>
internal readonly record struct RefreshToken(Guid TenantId, Guid LoginId, int Generation);
