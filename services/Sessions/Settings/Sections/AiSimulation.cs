using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Settings.Sections;

/// <summary>How the AI imitates a person who reads and types. Delays are drawn evenly from their range.</summary>
internal sealed record AiSimulation
{
    /// <summary>Without it replies come as soon as they are there.</summary>
    public bool Enabled { get; init; }

    /// <summary>How fast it types, in characters per minute; 60 to 60,000.</summary>
    [Range(60, 60_000)]
    public int TypingCharactersPerMinute { get; init; } = 600;

    /// <summary>How long it types one bubble at least, in milliseconds; 0 to 10,000.</summary>
    [Range(0, 10_000)]
    public int MinTypingMilliseconds { get; init; }

    /// <summary>How long it types one bubble at most, in milliseconds; 0 to 60,000.</summary>
    [Range(0, 60_000)]
    public int MaxTypingMilliseconds { get; init; } = 5_000;

    /// <summary>Until a message counts as delivered.</summary>
    public DelayRange Delivery { get; init; } = new() { MinMilliseconds = 300, MaxMilliseconds = 1_000 };

    /// <summary>Until it counts as read; grows with the length of what was not read yet.</summary>
    public DelayRange Read { get; init; } = new() { MinMilliseconds = 1_000, MaxMilliseconds = 3_000 };

    /// <summary>Between reading and typing.</summary>
    public DelayRange BeforeTyping { get; init; } = new() { MinMilliseconds = 500, MaxMilliseconds = 1_500 };

    /// <summary>Between two bubbles.</summary>
    public DelayRange BetweenBubbles { get; init; } = new() { MinMilliseconds = 800, MaxMilliseconds = 2_000 };
}
