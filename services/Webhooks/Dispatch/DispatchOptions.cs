using System.ComponentModel.DataAnnotations;

namespace Chat.Webhooks.Dispatch;

/// <summary>How deliveries are sent and tried again.</summary>
internal sealed class DispatchOptions
{
    public const string Section = "Webhooks:Dispatch";

    /// <summary>Deliveries under way at once in this instance. Default 64, 1 to 1,000.</summary>
    [Range(1, 1000)]
    public int MaxConcurrency { get; set; } = 64;

    /// <summary>How many of them may be one tenant's: however many and slow its endpoints are, the rest is the others'.</summary>
    public int MaxConcurrencyPerTenant => Math.Max(1, MaxConcurrency * 3 / 4);

    /// <summary>Deliveries under way at once to one subscription in this instance. Default 8, 1 to 100.</summary>
    [Range(1, 100)]
    public int MaxConcurrencyPerSubscription { get; set; } = 8;

    /// <summary>How long an attempt may take, answer included. Default 15 s, 100 ms to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a claimed delivery belongs to the instance that claimed it unless it renews the claim, which it does three
    /// times in that time; then another may take it. Default 6 s, 1 s to 10 min: what a killed instance was sending waits
    /// that long, and an instance that cannot reach the database for that long stops what it is sending.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan ClaimLease { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>How often claims are renewed.</summary>
    public TimeSpan RenewalInterval => ClaimLease / 3;

    /// <summary>
    /// The waits before the second, third, ... attempt; when they are used up the delivery is dead. Empty, the default,
    /// means those of Standard Webhooks: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h. At most 20.
    /// </summary>
    [MaxLength(20)]
    public TimeSpan[] RetryDelays { get; set; } = [];

    /// <summary>By how much of itself a wait is stretched or shrunk at random. Default 0.1, 0 to 0.5.</summary>
    [Range(0, 0.5)]
    public double Jitter { get; set; } = 0.1;

    /// <summary>The longest wait an endpoint can ask for with Retry-After. Default 24 h, 1 s to 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// The longest time without a look at the database. What falls due is known beforehand and new rows of this instance
    /// are signalled, so only the claims of an instance that died wait for this. Default 5 s, 100 ms to 60 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);
}
