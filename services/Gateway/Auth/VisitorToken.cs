namespace Chat.Gateway.Auth;

/// <summary>A visitor's credentials, as handed out.</summary>
internal sealed record VisitorToken(string VisitorId, string Token, DateTimeOffset ExpiresAt);
