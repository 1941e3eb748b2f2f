using Chat.ServiceDefaults.Errors;

namespace Chat.Webhooks.Subscriptions;

/// <summary>No such subscription in the caller's tenant.</summary>
internal sealed record SubscriptionNotFound() : NotFound("subscription_not_found", "There is no such subscription.");

/// <summary>What is no longer configured cannot be switched on.</summary>
internal sealed record SubscriptionRemoved()
    : Conflict("subscription_removed", "The subscription is no longer configured; configure it again.");

/// <summary>What the configuration makes, the API does not change.</summary>
internal sealed record SubscriptionConfigured()
    : Conflict("subscription_configured", "The subscription comes from the configuration; change it there.");

/// <summary>The tenant has as many subscriptions as it may.</summary>
internal sealed record TooManySubscriptions(int Limit)
    : PreconditionFailed("too_many_subscriptions", $"A tenant makes at most {Limit} subscriptions; delete one first.");
