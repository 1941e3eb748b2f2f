namespace Chat.ServiceDefaults.Identity;

/// <summary>What a token with a good signature says.</summary>
internal sealed record IdentityClaims(Principal Principal, DateTimeOffset ExpiresAt);
