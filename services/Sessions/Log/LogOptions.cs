using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Log;

/// <summary>How messages are committed.</summary>
internal sealed class LogOptions
{
    public const string Section = "Log";

    /// <summary>
    /// Commits under way at the same time, each on its own connection; 1 to 16, default 1. A conversation always uses
    /// the same one.
    /// </summary>
    [Range(1, 16)]
    public int Lanes { get; set; } = 1;

    /// <summary>Messages that share one commit at most; 1 to 1,000, default 256.</summary>
    [Range(1, 1000)]
    public int MaxBatch { get; set; } = 256;

    /// <summary>Messages that wait for a commit at most, per lane; beyond it: UNAVAILABLE. 1 to 100,000, default 4,096.</summary>
    [Range(1, 100_000)]
    public int MaxWaiting { get; set; } = 4096;
}
