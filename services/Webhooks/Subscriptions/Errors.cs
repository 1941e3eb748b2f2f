using Chat.ServiceDefaults.Errors;

namespace Chat.Webhooks.Subscriptions;

/// <summary>No such subscription in the caller's tenant.</summary>
internal sealed record SubscriptionNotFound() : NotFound("subscription_not_found", "There is no such subscription.");

/// <summary>What is no longer configured cannot be switched on.</summary>
internal sealed record SubscriptionRemoved()
    : Conflict("subscription_removed", "The subscription is no longer configured; configure it again.");
