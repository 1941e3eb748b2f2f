using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Speaking;

/// <summary>The single-speaker lease and what surrounds it.</summary>
internal sealed class SpeakingOptions : IValidatableObject
{
    public const string Section = "Speaking";

    /// <summary>How long a lease holds without renewal; whole seconds, 2 seconds to 1 minute, default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:01:00")]
    public TimeSpan LeaseTtl { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a lease that came with a message holds before its speaker opened a call; whole seconds, 1 second to
    /// 1 minute and at most LeaseTtl, default 3 seconds. A speaker that dies before leaves nothing else that ends it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan FirstLeaseTtl { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often an open call renews it; 0.1 seconds to 30 seconds, default 3 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan RenewInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long a broken call may be resumed before what was said is stored as interrupted; 0.1 seconds to 30 seconds,
    /// default 3 seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan ResumeWindow { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Replies this instance holds at the same time; beyond it: UNAVAILABLE. 1 to 100,000, default 10,000.</summary>
    [Range(1, 100_000)]
    public int MaxReplies { get; set; } = 10_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LeaseTtl.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            // The store counts in seconds: a fraction would be dropped there, and the sum below would not hold.
            yield return new ValidationResult("Speaking: LeaseTtl must be whole seconds.", [nameof(LeaseTtl)]);
        }

        if (FirstLeaseTtl.Ticks % TimeSpan.TicksPerSecond != 0 || FirstLeaseTtl > LeaseTtl)
        {
            yield return new ValidationResult(
                "Speaking: FirstLeaseTtl must be whole seconds, and no longer than LeaseTtl.",
                [nameof(FirstLeaseTtl)]
            );
        }

        if (RenewInterval + ResumeWindow >= LeaseTtl)
        {
            yield return new ValidationResult(
                "Speaking: RenewInterval and ResumeWindow together must be shorter than LeaseTtl, "
                    + "or a lease runs out while its broken call may still be resumed.",
                [nameof(LeaseTtl)]
            );
        }
    }
}
