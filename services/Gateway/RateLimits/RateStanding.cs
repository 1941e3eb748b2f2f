namespace Chat.Gateway.RateLimits;

/// <summary>Where a caller stands: of what counts against it, that which has least left.</summary>
/// <param name="IsAllowed">False: over the limit, and not counted.</param>
/// <param name="Limit">Messages in a window.</param>
/// <param name="Remaining">Messages left in the present window.</param>
/// <param name="Reset">Until the present window ends.</param>
internal readonly record struct RateStanding(bool IsAllowed, int Limit, int Remaining, TimeSpan Reset);
