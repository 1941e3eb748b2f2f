namespace Chat.Gateway.Auth;

/// <summary>A key that holds, as Sessions described it.</summary>
internal sealed record TenantKey(Caller Caller, IReadOnlyList<string> AllowedOrigins);
