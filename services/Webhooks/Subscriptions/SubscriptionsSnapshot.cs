using System.Collections.Frozen;
using Chat.Webhooks.Events;

namespace Chat.Webhooks.Subscriptions;

/// <summary>All subscriptions that were on at one moment, arranged for matching.</summary>
internal sealed class SubscriptionsSnapshot(IEnumerable<SubscriptionEntry> entries)
{
    private readonly FrozenDictionary<Guid, SubscriptionEntry[]> _byTenant = entries
        .GroupBy(entry => entry.TenantId)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    public int Count => _byTenant.Values.Sum(entries => entries.Length);

    /// <summary>The tenant's subscriptions that want events of this type. Costs nothing when the tenant has none.</summary>
    public IReadOnlyList<Guid> Matching(Guid tenantId, string eventType)
    {
        if (!_byTenant.TryGetValue(tenantId, out var subscriptions))
        {
            return [];
        }

        var matching = new List<Guid>(subscriptions.Length);
        foreach (var subscription in subscriptions)
        {
            if (subscription.Events.Any(wanted => wanted == EventTypes.Any || wanted == eventType))
            {
                matching.Add(subscription.Id);
            }
        }

        return matching;
    }
}
