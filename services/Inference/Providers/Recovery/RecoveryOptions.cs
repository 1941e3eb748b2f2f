using System.ComponentModel.DataAnnotations;

namespace Chat.Inference.Providers.Recovery;

/// <summary>What is done when a provider fails before its first token.</summary>
internal sealed class RecoveryOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Inference:Recovery";

    /// <summary>Most retries of one provider for one answer, 0 to 5; default 2.</summary>
    [Range(0, 5)]
    public int MaxRetries { get; set; } = 2;

    /// <summary>Wait before the first retry, doubled for each further one, 10 ms to 10 s; default 250 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Longest wait before a retry, 10 ms to 1 min; default 5 s. A provider that asks for more (Retry-After) is not
    /// retried.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Share of failed tries at which a provider is left alone, 0.05 to 1; default 0.5.</summary>
    [Range(0.05, 1.0)]
    public double BreakerFailureRatio { get; set; } = 0.5;

    /// <summary>Fewest tries within <see cref="BreakerWindow"/> that the share is taken of, 2 to 10,000; default 10.</summary>
    [Range(2, 10_000)]
    public int BreakerMinimumTries { get; set; } = 10;

    /// <summary>Time over which tries are counted, 1 s to 10 min; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it is left alone until one try may find out whether it is well, 1 s to 10 min; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan BreakerRest { get; set; } = TimeSpan.FromSeconds(15);
}
