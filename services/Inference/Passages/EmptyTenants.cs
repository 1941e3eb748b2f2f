using System.Collections.Concurrent;

namespace Chat.Inference.Passages;

/// <summary>Remembers for a moment which tenants have no documents, so that each chat need not ask again.</summary>
/// <remarks>Bounded: a full list is emptied, which costs one question per tenant.</remarks>
internal sealed class EmptyTenants(TimeProvider timeProvider)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<Guid, long> _seen = new();

    /// <summary>The tenant had no documents a moment ago.</summary>
    public bool Contains(Guid tenantId) =>
        _seen.TryGetValue(tenantId, out var since) && timeProvider.GetElapsedTime(since) < Memory;

    /// <summary>The tenant has no documents now.</summary>
    public void Add(Guid tenantId)
    {
        if (_seen.Count >= Capacity)
        {
            _seen.Clear();
        }
        _seen[tenantId] = timeProvider.GetTimestamp();
    }
}
