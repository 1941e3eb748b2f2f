using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Settings.Sections;

/// <summary>What is told while it happens.</summary>
internal sealed record LiveSettings : ISettingsSection
{
    public static string Name => "live";

    /// <summary>Who types is shown to the other side.</summary>
    public bool TypingEnabled { get; init; } = true;

    /// <summary>How often typing is told at most, in milliseconds; 250 to 60,000.</summary>
    [Range(250, 60_000)]
    public int TypingThrottleMilliseconds { get; init; } = 2_000;

    /// <summary>After how long without news nobody types any more, in seconds; 1 to 300.</summary>
    [Range(1, 300)]
    public int TypingTimeoutSeconds { get; init; } = 30;

    /// <summary>Who has read how far is shown to the other side.</summary>
    public bool ReadReceiptsEnabled { get; init; } = true;
}
