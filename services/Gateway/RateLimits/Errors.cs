using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.RateLimits;

/// <summary>The visitor, or its address, sent as many messages as it may for now.</summary>
internal sealed record TooManyRequests(TimeSpan Reset)
    : RateLimited("rate_limited", "Too many messages. Wait before sending the next one.", Reset);
