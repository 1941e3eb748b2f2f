using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Sweeps;

/// <summary>How conversations are looked through for what time ends.</summary>
internal sealed class SweepOptions
{
    public const string Section = "Sweeps";

    /// <summary>How often; 1 second to 1 hour, default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many are ended in one transaction at most; 1 to 500, default 100.</summary>
    [Range(1, 500)]
    public int BatchSize { get; set; } = 100;

    /// <summary>
    /// The share of the time in which a sweep may keep the database busy, so that what was left for long, or a busy hour
    /// that ends all at once, is not in the way of those who are there: 0.01 to 1, default 0.1.
    /// </summary>
    [Range(0.01, 1)]
    public double Share { get; set; } = 0.1;
}
