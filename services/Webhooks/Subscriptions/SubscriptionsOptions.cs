using System.ComponentModel.DataAnnotations;

namespace Chat.Webhooks.Subscriptions;

/// <summary>The subscriptions that the operator configured.</summary>
internal sealed class SubscriptionsOptions
{
    public const string Section = "Webhooks";

    /// <summary>At most 1,000; default none.</summary>
    [MaxLength(1000)]
    public List<SubscriptionSettings> Subscriptions { get; set; } = [];

    /// <summary>
    /// How soon an instance sees what another changed (a subscription disabled or enabled). Default 5 s, 100 ms to 60 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(5);
}
