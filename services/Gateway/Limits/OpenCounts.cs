using System.Runtime.InteropServices;

namespace Chat.Gateway.Limits;

/// <summary>
/// How many each key has open, up to a bound: as many entries as there are keys with any, never more. Safe for concurrent
/// use.
/// </summary>
internal sealed class OpenCounts<TKey>(int most)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, int> counts = [];

    /// <summary>One more; false, and nothing counted, when the key has as many as it may.</summary>
    public bool TryEnter(TKey key)
    {
        lock (gate)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
            if (count >= most)
            {
                return false;
            }
            count++;
            return true;
        }
    }

    /// <summary>One less, of those that entered.</summary>
    public void Leave(TKey key)
    {
        lock (gate)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(counts, key) == 0)
            {
                _ = counts.Remove(key);
            }
        }
    }
}
