using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.RateLimits;

/// <summary>The visitor, or its address, sent as many messages as it may for now.</summary>
internal sealed record TooManyRequests(TimeSpan Reset)
    : RateLimited("rate_limited", "Too many messages. Wait before sending the next one.", Reset);

/// <summary>The customer, or its address, called as often as it may for now.</summary>
internal sealed record TooManyCalls(TimeSpan Reset)
    : RateLimited("rate_limited", "Too many requests. Wait before the next one.", Reset);
