using System.ComponentModel.DataAnnotations;

namespace Chat.Webhooks.Deliveries;

/// <summary>One event on its way to one subscription.</summary>
public sealed record DeliveryResource
{
    /// <summary>The delivery's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The subscription it goes to.</summary>
    public required Guid SubscriptionId { get; init; }

    /// <summary>The event; the header <c>webhook-id</c> of every attempt.</summary>
    public required Guid EventId { get; init; }

    /// <summary>For example <c>message.created</c>.</summary>
    public required string EventType { get; init; }

    /// <summary><c>pending</c>, <c>delivered</c> or <c>dead</c> (given up until it is redelivered).</summary>
    [AllowedValues("pending", "delivered", "dead")]
    public required string State { get; init; }

    /// <summary>Attempts made, over all redeliveries.</summary>
    public required int AttemptCount { get; init; }

    /// <summary>HTTP status of the newest answer; null when there was none.</summary>
    public int? LastStatus { get; init; }

    /// <summary>
    /// Why the newest attempt failed: <c>timeout</c>, <c>dns</c>, <c>refused</c>, <c>tls</c>, <c>network</c>,
    /// <c>blocked_address</c>, <c>blocked_url</c>, <c>secret_unreadable</c>, <c>status</c>, <c>redirect</c>, <c>gone</c>; or
    /// <c>subscription_disabled</c>. Null when it did not fail.
    /// </summary>
    public string? LastError { get; init; }

    /// <summary>When the event came; UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the next attempt is due, or the one under way is taken as lost; null unless pending.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When the endpoint took it; null unless delivered.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>The newest 100 attempts, oldest first; only where one delivery is asked for.</summary>
    public IReadOnlyList<AttemptResource>? Attempts { get; init; }
}
