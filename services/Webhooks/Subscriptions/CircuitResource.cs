using System.ComponentModel.DataAnnotations;

namespace Chat.Webhooks.Subscriptions;

/// <summary>How an endpoint fares, and whether deliveries go to it at present.</summary>
public sealed record CircuitResource
{
    /// <summary>
    /// <c>closed</c>: deliveries are made. <c>open</c>: the endpoint kept failing, so they wait. <c>half_open</c>: one
    /// delivery is tried; if the endpoint takes it, the others follow.
    /// </summary>
    [AllowedValues("closed", "open", "half_open")]
    public required string State { get; init; }

    /// <summary>Attempts that failed since the last one that succeeded, of any delivery.</summary>
    public required int Failures { get; init; }

    /// <summary>When the first of these failed; UTC. Null when there are none.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>While open: when one delivery is tried again; UTC.</summary>
    public DateTimeOffset? NextProbeAt { get; init; }

    internal static CircuitResource Of(Subscription subscription, DateTimeOffset now)
    {
        var open = subscription.CircuitUntil > now && subscription.CircuitProbe is null;
        return new CircuitResource
        {
            State =
                subscription.CircuitUntil is null ? "closed"
                : open ? "open"
                : "half_open",
            Failures = subscription.Failures,
            FailingSince = subscription.FailingSince,
            NextProbeAt = open ? subscription.CircuitUntil : null,
        };
    }
}
