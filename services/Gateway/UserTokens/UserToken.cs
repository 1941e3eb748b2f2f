namespace Chat.Gateway.UserTokens;

/// <summary>A user's credentials, as handed out to the company's backend.</summary>
/// <param name="UserId">The company's own id of the user.</param>
/// <param name="CustomerId">The customer that is this user.</param>
/// <param name="Token">To be shown as `Authorization: Bearer`.</param>
/// <param name="ExpiresAt">Until when it holds. Make a new one before.</param>
internal sealed record UserToken(string UserId, string CustomerId, string Token, DateTimeOffset ExpiresAt);
