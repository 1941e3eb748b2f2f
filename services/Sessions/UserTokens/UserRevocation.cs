namespace Chat.Sessions.UserTokens;

/// <summary>Tokens of a user of a smaller generation are void.</summary>
internal sealed record UserRevocation(Guid TenantId, string UserId, long Generation);
