using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.Auth;

/// <summary>Keys and tokens.</summary>
internal sealed class AuthOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Auth";

    /// <summary>How long a resolved key is believed: a revoked key works at most so long. 0 s to 5 min; 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an unknown key stays unknown without asking again. 0 s to 1 min; 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RefusalLifetime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Keys, and logins, remembered. 100 to 1,000,000; 10,000.</summary>
    [Range(100, 1_000_000)]
    public int CacheEntries { get; set; } = 10_000;

    /// <summary>How long a visitor token holds. 1 h to 365 d; 30 d.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan VisitorTokenLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long an agent's access token holds; then its login is refreshed. 1 min to 1 h; 15 min.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan AgentTokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long an answer about an agent's login is believed: who is deactivated keeps access at most so long. 0 s to
    /// 1 min; 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan LoginLifetime { get; set; } = TimeSpan.FromSeconds(5);
}
