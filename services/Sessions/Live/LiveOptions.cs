using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Live;

/// <summary>Bounds of the live streams.</summary>
internal sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>Subscriptions of one Follow call at most; beyond it they end `exhausted`. 1 to 1,000,000, default 50,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxSubscriptionsPerCall { get; set; } = 50_000;

    /// <summary>Answers of one call that wait for being written, at most; 1 to 100,000, default 1,024.</summary>
    [Range(1, 100_000)]
    public int MaxWaitingResponses { get; set; } = 1024;

    /// <summary>Subscriptions of one call that read the store at the same time; 1 to 64, default 8.</summary>
    [Range(1, 64)]
    public int ParallelStarts { get; set; } = 8;
}
