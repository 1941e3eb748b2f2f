using System.ComponentModel.DataAnnotations;

namespace Chat.Webhooks.Deliveries;

/// <summary>How long finished deliveries are kept.</summary>
internal sealed class RetentionOptions
{
    public const string Section = "Webhooks:Retention";

    /// <summary>Since the endpoint took them. Default 7 days, 1 min to 365 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan Delivered { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Dead letters, since they were given up. Default 30 days, 1 min to 365 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan Dead { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often one of the instances sweeps. Default 1 min, 100 ms to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Rows of one transaction. Default 1,000, 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 1000;
}
