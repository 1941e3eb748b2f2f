using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.AgentLogin;

/// <summary>How often somebody may try to come in.</summary>
internal sealed class ThrottleOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "AgentLogin";

    /// <summary>
    /// Tries at one email address in a window, whether or not an agent has it; then it is locked until the window ends. A
    /// login that succeeds begins a new one. 1 to 1,000; 10.
    /// </summary>
    [Range(1, 1_000)]
    public int MaxTriesPerAccount { get; set; } = 10;

    /// <summary>Tries from one client address in a window, of all kinds. 1 to 1,000,000; 100.</summary>
    [Range(1, 1_000_000)]
    public int MaxTriesPerAddress { get; set; } = 100;

    /// <summary>Length of a window, which begins with its first try. 1 s to 1 d; 15 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(15);
}
