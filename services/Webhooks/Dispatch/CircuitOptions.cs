using System.ComponentModel.DataAnnotations;

namespace Chat.Webhooks.Dispatch;

/// <summary>When an endpoint that keeps failing is left alone, and when it is given up.</summary>
internal sealed class CircuitOptions
{
    public const string Section = "Webhooks:Circuit";

    /// <summary>Failures in a row, of any deliveries, that open the circuit. Default 10, 1 to 1,000.</summary>
    [Range(1, 1000)]
    public int FailureThreshold { get; set; } = 10;

    /// <summary>
    /// How long a circuit that opened lets nothing through; then one delivery is tried, and each time that fails the wait
    /// doubles. Default 10 s, 100 ms to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest such wait; not below <see cref="Pause"/>. Default 5 min, 100 ms to 24 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan MaxPause { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A subscription is switched off when its circuit is open and no attempt succeeded for this long. Default 5 days,
    /// 1 s to 90 days.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "90.00:00:00")]
    public TimeSpan DisableAfter { get; set; } = TimeSpan.FromDays(5);
}
