using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Chat.Gateway.Auth;

/// <summary>Values that hold for a while, at most so many of them. When full, the expired go first, then all.</summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity, TimeProvider time)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> entries = new();

    // Our own, at least what is there: the dictionary takes all its locks to count, which every new visitor would wait for.
    private int count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (entries.TryGetValue(key, out var entry) && time.GetTimestamp() < entry.Until)
        {
            value = entry.Value;
            return true;
        }
        value = default;
        return false;
    }

    public void Set(TKey key, TValue value, TimeSpan lifetime)
    {
        if (!entries.ContainsKey(key) && Interlocked.Increment(ref count) > capacity)
        {
            MakeRoom();
        }
        var ticks = (long)(lifetime.TotalSeconds * time.TimestampFrequency);
        entries[key] = new Entry(value, time.GetTimestamp() + ticks);
    }

    private void MakeRoom()
    {
        var now = time.GetTimestamp();
        foreach (var (key, entry) in entries)
        {
            if (entry.Until <= now)
            {
                _ = entries.TryRemove(key, out _);
            }
        }
        // Somebody is trying many keys: a fresh start costs each honest caller one lookup.
        if (entries.Count >= capacity)
        {
            entries.Clear();
        }
        // And the one there is room for now.
        Interlocked.Exchange(ref count, entries.Count + 1);
    }

    private readonly record struct Entry(TValue Value, long Until);
}
