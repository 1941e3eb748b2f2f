using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.AgentLogins;

/// <summary>Passwords and logins of agents.</summary>
internal sealed class LoginOptions
{
    public const string Section = "Agents:Login";

    /// <summary>How long a login holds without being refreshed. 1 h to 365 d; 30 d.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan RefreshLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long a refresh token that was replaced still answers, with the same successor: for answers that were lost and
    /// tabs that ask at once. Later it ends the login. 0 s to 5 min; 20 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan RefreshLeeway { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an invitation holds. 5 min to 90 d; 7 d.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "90.00:00:00")]
    public TimeSpan InvitationLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Logins of one agent at the same time; one more ends the oldest. 1 to 1,000; 20.</summary>
    [Range(1, 1_000)]
    public int MaxLogins { get; set; } = 20;

    /// <summary>
    /// Rounds of PBKDF2-HMAC-SHA512 in a new password hash; a hash with fewer is replaced at the next login. 10,000 to
    /// 10,000,000; 210,000, as OWASP advises.
    /// </summary>
    [Range(10_000, 10_000_000)]
    public int HashIterations { get; set; } = 210_000;

    /// <summary>Passwords that are checked at the same time: each takes a processor. 1 to 64; 2.</summary>
    [Range(1, 64)]
    public int MaxHashing { get; set; } = 2;

    /// <summary>Passwords that wait to be checked; beyond it 503. 1 to 10,000; 100.</summary>
    [Range(1, 10_000)]
    public int MaxWaiting { get; set; } = 100;
}
