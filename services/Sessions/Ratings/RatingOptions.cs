using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Ratings;

/// <summary>How ratings are taken.</summary>
internal sealed class RatingOptions
{
    public const string Section = "Ratings";

    /// <summary>For how long a rating can be completed and corrected; 0 to 30 days, default 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan CorrectionWindow { get; set; } = TimeSpan.FromHours(24);
}
