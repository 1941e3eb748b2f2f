using Chat.ServiceDefaults.Errors;

namespace Chat.Webhooks.Deliveries;

/// <summary>No such delivery in the caller's tenant.</summary>
internal sealed record DeliveryNotFound() : NotFound("delivery_not_found", "There is no such delivery.");

/// <summary>Nothing is sent to a subscription that is off.</summary>
internal sealed record SubscriptionDisabled()
    : Conflict("subscription_disabled", "The delivery's subscription is switched off; switch it on first.");
