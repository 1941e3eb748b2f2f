using System.Collections.Concurrent;

namespace Chat.ServiceDefaults.Identity;

/// <summary>
/// Remembers values until a time. Bounded: when it is full it is emptied, which costs one signature for each live
/// token and needs no bookkeeping on the reading side, where the time goes.
/// </summary>
internal sealed class TokenCache<TKey, TValue>(int capacity, TimeProvider time)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> entries = new();
    private int count;

    public bool TryGet(TKey key, out TValue value)
    {
        if (entries.TryGetValue(key, out var entry) && entry.UntilSeconds > Seconds())
        {
            value = entry.Value;
            return true;
        }

        value = default!;
        return false;
    }

    public void Set(TKey key, TValue value, DateTimeOffset until)
    {
        // The count is our own: ConcurrentDictionary.Count takes every lock.
        if (Interlocked.Increment(ref count) > capacity)
        {
            entries.Clear();
            Interlocked.Exchange(ref count, 1);
        }

        entries[key] = new Entry(value, until.ToUnixTimeSeconds());
    }

    private long Seconds() => time.GetUtcNow().ToUnixTimeSeconds();

    private sealed record Entry(TValue Value, long UntilSeconds);
}
