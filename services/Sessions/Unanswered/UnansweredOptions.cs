using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Unanswered;

/// <summary>When an answer of the AI counts as lost: whoever was to make it died before it had begun.</summary>
internal sealed class UnansweredOptions
{
    public const string Section = "Unanswered";

    /// <summary>
    /// How long a question waits, beside what the tenant's AI takes its time, until the AI is asked again; then twice as
    /// long until the second time, and four times until people are asked. 5 seconds to 10 minutes, default 30 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan After { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What is older nobody waits for any more; 1 minute to 1 day, default 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(1);
}
