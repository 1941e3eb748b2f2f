using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Dispatch;

/// <summary>Decides when a delivery that failed is tried again.</summary>
internal sealed class RetrySchedule(IOptions<DispatchOptions> options, Random random)
{
    // The example schedule of Standard Webhooks 1.0: ten attempts over 75 h 35 min.
    private static readonly TimeSpan[] StandardDelays =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>
    /// The wait before the next attempt, or null when there is none and the delivery is dead.
    /// </summary>
    /// <param name="failures">Attempts that failed since the schedule began, from 1.</param>
    /// <param name="retryAfter">What the endpoint asked for; it can lengthen the wait, never shorten it.</param>
    public TimeSpan? DelayAfter(int failures, TimeSpan? retryAfter)
    {
        var settings = options.Value;
        var delays = settings.RetryDelays.Length > 0 ? settings.RetryDelays : StandardDelays;
        if (failures > delays.Length)
        {
            return null;
        }

        // Spread, so that what failed together does not come back together.
        var spread = 1 + (settings.Jitter * ((random.NextDouble() * 2) - 1));
        var delay = delays[failures - 1] * spread;
        if (retryAfter is not { } asked)
        {
            return delay;
        }

        var bounded = asked > settings.MaxRetryAfter ? settings.MaxRetryAfter : asked;
        return bounded > delay ? bounded : delay;
    }
}
