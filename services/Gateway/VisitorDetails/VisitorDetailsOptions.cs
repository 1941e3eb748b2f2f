using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.VisitorDetails;

/// <summary>Taking note of visitors' browsers.</summary>
internal sealed class VisitorDetailsOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "VisitorDetails";

    /// <summary>A visitor of whom nothing is new is noted again after so long. 10 s to 1 d; 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan RepeatAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Visitors remembered as noted. 100 to 1,000,000; 50,000.</summary>
    [Range(100, 1_000_000)]
    public int CacheEntries { get; set; } = 50_000;

    /// <summary>Notes that may wait to be passed on; those over it are dropped. 100 to 100,000; 2,000.</summary>
    [Range(100, 100_000)]
    public int MaxWaiting { get; set; } = 2_000;

    /// <summary>What is seen within it is passed on together. 10 ms to 10 s; 200 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(200);
}
