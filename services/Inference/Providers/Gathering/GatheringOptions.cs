using System.ComponentModel.DataAnnotations;

namespace Chat.Inference.Providers.Gathering;

/// <summary>When the words of many answers at once are read in larger pieces.</summary>
internal sealed class GatheringOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Inference:Gathering";

    /// <summary>
    /// Answers arriving at this instance whose every word is handed on the moment it comes, 0 to 100,000; default 16.
    /// With more of them, words gather.
    /// </summary>
    [Range(0, 100_000)]
    public int AtOnce { get; set; } = 16;

    /// <summary>How long the words of one answer gather, 0 (never) to 200 ms; default 40 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:00.200")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(40);
}
