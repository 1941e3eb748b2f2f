using System.Collections.Frozen;

namespace Chat.Webhooks.Subscriptions;

/// <summary>All subscriptions that were on at one moment, arranged for matching.</summary>
internal sealed class SubscriptionsSnapshot(IEnumerable<SubscriptionEntry> entries)
{
    private readonly FrozenDictionary<Guid, SubscriptionEntry[]> _byTenant = entries
        .GroupBy(entry => entry.TenantId)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray());

    /// <summary>The tenant's subscriptions. Costs nothing when it has none.</summary>
    public IReadOnlyList<SubscriptionEntry> Of(Guid tenantId) =>
        _byTenant.TryGetValue(tenantId, out var subscriptions) ? subscriptions : [];
}
