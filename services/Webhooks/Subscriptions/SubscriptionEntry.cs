using Chat.Webhooks.Events;

namespace Chat.Webhooks.Subscriptions;

/// <summary>What matching an event needs to know of a subscription.</summary>
internal sealed record SubscriptionEntry(Guid Id, Guid TenantId, WebhookFormat Format, string[] Events)
{
    /// <summary>Whether it wants events of this name.</summary>
    public bool Wants(string eventType)
    {
        foreach (var wanted in Events)
        {
            if (wanted == EventTypes.Any || wanted == eventType)
            {
                return true;
            }
        }

        return false;
    }
}
