using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.RateLimits;

/// <summary>How many messages may be sent, and how many other calls be made, in which time.</summary>
internal class RateRuleOptions
{
    /// <summary>Messages of one visitor in a window. 1 to 1,000,000; 30.</summary>
    [Range(1, 1_000_000)]
    public int MaxRequests { get; set; } = 30;

    /// <summary>
    /// Messages from one client address in a window. 1 to 1,000,000; 300. Callers that show a server's secret key are not
    /// counted by address; those that show no credential at all, as in the ChatCops dialect, get
    /// <see cref="MaxRequests"/> of it, and may call as often as this for what is no message (the Xcelsior dialect).
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxRequestsPerAddress { get; set; } = 300;

    /// <summary>Length of a window, which begins with its first message. 1 s to 1 d; 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Calls of one visitor or user that are no messages, as reads and the opening of event streams are, in a call window.
    /// 1 to 1,000,000; 600.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxCalls { get; set; } = 600;

    /// <summary>
    /// Such calls from one client address in a call window, those with a publishable key among them; signed links to
    /// files are counted apart, for all tenants together. 1 to 1,000,000; 3,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxCallsPerAddress { get; set; } = 3_000;

    /// <summary>Length of a call window, which begins with its first call. 1 s to 1 d; 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan CallWindow { get; set; } = TimeSpan.FromMinutes(1);
}
