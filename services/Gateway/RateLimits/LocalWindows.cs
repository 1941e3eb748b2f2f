using Microsoft.Extensions.Options;

namespace Chat.Gateway.RateLimits;

/// <summary>Windows of this instance alone, for as long as Redis is away. At most so many; when full, all begin anew.</summary>
internal sealed class LocalWindows(IOptionsMonitor<RateLimitOptions> options, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(Guid Tenant, string Key), Window> windows = [];

    /// <summary>As <see cref="RedisWindows.CountAsync"/>.</summary>
    public RateStanding Count(Guid tenantId, RateCount[] counts, TimeSpan length)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            RateStanding? least = null;
            foreach (var count in counts)
            {
                var window = FindUnsynchronized((tenantId, count.Key), now);
                if (window.Used >= count.Limit)
                {
                    return new RateStanding(false, count.Limit, 0, window.Ends - now);
                }
            }
            foreach (var count in counts)
            {
                var key = (tenantId, count.Key);
                var window = FindUnsynchronized(key, now);
                var ends = window.Used == 0 ? now + length : window.Ends;
                windows[key] = new Window(window.Used + 1, ends);
                var left = count.Limit - window.Used - 1;
                if (least is not { } known || left < known.Remaining)
                {
                    least = new RateStanding(true, count.Limit, left, ends - now);
                }
            }
            MakeRoomUnsynchronized(now);
            return least ?? new RateStanding(true, int.MaxValue, int.MaxValue, length);
        }
    }

    /// <summary>As <see cref="RedisWindows.TakeBackAsync"/>.</summary>
    public void TakeBack(Guid tenantId, RateCount[] counts)
    {
        lock (gate)
        {
            foreach (var count in counts)
            {
                var key = (tenantId, count.Key);
                if (windows.TryGetValue(key, out var window) && window.Used > 0)
                {
                    windows[key] = window with { Used = window.Used - 1 };
                }
            }
        }
    }

    /// <summary>As <see cref="RedisWindows.ForgetAsync"/>.</summary>
    public void Forget(Guid tenantId, string key)
    {
        lock (gate)
        {
            _ = windows.Remove((tenantId, key));
        }
    }

    private Window FindUnsynchronized((Guid, string) key, DateTimeOffset now) =>
        windows.TryGetValue(key, out var window) && window.Ends > now ? window : default;

    private void MakeRoomUnsynchronized(DateTimeOffset now)
    {
        if (windows.Count <= options.CurrentValue.LocalEntries)
        {
            return;
        }
        foreach (var (key, window) in windows)
        {
            if (window.Ends <= now)
            {
                _ = windows.Remove(key);
            }
        }
        if (windows.Count > options.CurrentValue.LocalEntries)
        {
            windows.Clear();
        }
    }

    private readonly record struct Window(int Used, DateTimeOffset Ends);
}
