using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.AgentLogin;

/// <summary>Too many tries at this account, or from this address. It does not tell whether there is such an account.</summary>
internal sealed record LoginThrottled(TimeSpan Reset)
    : RateLimited("login_throttled", "Too many tries. Wait before the next one.", Reset);
