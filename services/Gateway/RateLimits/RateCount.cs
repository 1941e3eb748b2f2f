namespace Chat.Gateway.RateLimits;

/// <summary>One thing that is counted.</summary>
/// <param name="Key">Names it, within its tenant.</param>
/// <param name="Limit">How often it may be in a window.</param>
internal readonly record struct RateCount(string Key, int Limit);
