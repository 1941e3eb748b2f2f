using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Settings.Sections;

/// <summary>From how much to how much.</summary>
internal sealed record DelayRange
{
    /// <summary>In milliseconds; 0 to 60,000.</summary>
    [Range(0, 60_000)]
    public required int MinMilliseconds { get; init; }

    /// <summary>In milliseconds; the minimum to 60,000.</summary>
    [Range(0, 60_000)]
    public required int MaxMilliseconds { get; init; }
}
