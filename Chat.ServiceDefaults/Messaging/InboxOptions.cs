using System.ComponentModel.DataAnnotations;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>How long the inbox remembers events; section <c>Inbox</c>.</summary>
public sealed class InboxOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Inbox";

    /// <summary>
    /// How long a handled event is remembered. An event that is published again later than this is handled again, so it
    /// must be longer than the broker and the relay may be away together. Default: 1 day; 1 hour to 30 days.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often one of the instances forgets. Default: 1 minute; 100 ms to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Rows of one transaction. Default: 5,000; 1 to 50,000.</summary>
    [Range(1, 50_000)]
    public int BatchSize { get; set; } = 5_000;
}
