using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.Live;

/// <summary>The one stream over which this instance follows conversations.</summary>
internal sealed class LiveOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Live";

    /// <summary>Conversations followed at the same time by this instance. 1 to 1,000,000; 20,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxSubscriptions { get; set; } = 20_000;

    /// <summary>Batches of entries kept for one slow reader before its subscription restarts. 1 to 10,000; 256.</summary>
    [Range(1, 10_000)]
    public int MaxBatchesPerSubscription { get; set; } = 256;

    /// <summary>First wait before connecting again; doubled up to 5 s. 10 ms to 5 s; 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(100);
}
