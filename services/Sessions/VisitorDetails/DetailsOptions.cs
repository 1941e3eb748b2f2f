using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.VisitorDetails;

/// <summary>How long what was seen of visitors' browsers is kept.</summary>
internal sealed class DetailsOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "VisitorDetails";

    /// <summary>After so long without being seen, what is kept of a visitor is deleted. 1 h to 730 d; 90 d.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "730.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How often that is looked for. 1 s to 1 d; 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(10);
}
