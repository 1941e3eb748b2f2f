using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Chat.Gateway.RateLimits;

/// <summary>Windows all instances share; while Redis is away each instance counts by itself.</summary>
internal sealed class RateWindows(
    RedisWindows shared,
    LocalWindows local,
    IOptionsMonitor<RateLimitOptions> options,
    TimeProvider time,
    ILogger<RateWindows> logger
)
{
    private int degraded;

    /// <summary>Whether the last count was shared with the other instances.</summary>
    public bool IsShared => Volatile.Read(ref degraded) == 0;

    /// <summary>Counts one against all of <paramref name="counts"/>, or against none.</summary>
    public async Task<RateStanding> CountAsync(
        Guid tenantId,
        RateCount[] counts,
        TimeSpan window,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var standing = await shared
                .CountAsync(tenantId, counts, window)
                .WaitAsync(options.CurrentValue.RedisTimeout, time, cancellationToken);
            if (Interlocked.Exchange(ref degraded, 0) == 1)
            {
                RateLimitLog.Shared(logger);
            }
            return standing;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            if (Interlocked.Exchange(ref degraded, 1) == 0)
            {
                RateLimitLog.Degraded(logger, exception);
            }
            return local.Count(tenantId, counts, window);
        }
    }

    /// <summary>Takes one back from each of <paramref name="counts"/> whose window has not ended. Best effort.</summary>
    public async Task TakeBackAsync(Guid tenantId, RateCount[] counts)
    {
        if (!IsShared)
        {
            local.TakeBack(tenantId, counts);
            return;
        }
        try
        {
            await shared.TakeBackAsync(tenantId, counts).WaitAsync(options.CurrentValue.RedisTimeout, time);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            // The window ends by itself; whoever counts next says that Redis is away.
            RateLimitLog.NotTakenBack(logger, exception);
        }
    }

    /// <summary>Begins a key's window anew.</summary>
    public async Task ForgetAsync(Guid tenantId, string key, CancellationToken cancellationToken)
    {
        local.Forget(tenantId, key);
        try
        {
            await shared
                .ForgetAsync(tenantId, key)
                .WaitAsync(options.CurrentValue.RedisTimeout, time, cancellationToken);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            // The window ends by itself; whoever counts next says that Redis is away.
            RateLimitLog.NotForgotten(logger, exception);
        }
    }
}
