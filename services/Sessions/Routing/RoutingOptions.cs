using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Routing;

/// <summary>How the queue is looked after.</summary>
internal sealed class RoutingOptions
{
    public const string Section = "Routing";

    /// <summary>
    /// How often one instance looks for what no notice was heard of, and for grace times that ran out; 0.1 seconds to 1
    /// minute, default 5 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause between two figures of one tenant for its agents; 0.05 seconds to 1 minute, default 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan StatsPause { get; set; } = TimeSpan.FromSeconds(1);
}
