using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Dispatch;

/// <summary>The claims of this instance, and for how long it may rely on each.</summary>
/// <remarks>
/// A lease is counted from before the database was asked, by this machine's clock; the database counts from when it
/// answered. So this instance stops before another one may begin. The last tenth of the lease is for stopping.
/// </remarks>
internal sealed class HeldClaims(IOptions<DispatchOptions> options, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly HashSet<HeldClaim> _held = [];

    private TimeSpan Reliable => options.Value.ClaimLease * 0.9;

    /// <summary>Holds what was claimed until it is disposed.</summary>
    public HeldClaim Hold(ClaimedDelivery delivery)
    {
        var claim = new HeldClaim(this, delivery, clock);
        lock (_lock)
        {
            _held.Add(claim);
            claim.HoldUnsynchronized(delivery.ClaimedAt, Reliable - clock.GetElapsedTime(delivery.ClaimedAt));
        }

        return claim;
    }

    /// <summary>Claims that were last renewed so long ago, lapsed ones among them.</summary>
    public IReadOnlyList<HeldClaim> OlderThan(TimeSpan age)
    {
        lock (_lock)
        {
            return [.. _held.Where(claim => clock.GetElapsedTime(claim.HeldSince) >= age)];
        }
    }

    /// <summary>Renewed by a request of that moment. What has lapsed stays so: its attempt has been stopped.</summary>
    public void Renewed(IEnumerable<HeldClaim> claims, long since)
    {
        lock (_lock)
        {
            foreach (var claim in claims.Where(_held.Contains))
            {
                claim.HoldUnsynchronized(since, Reliable - clock.GetElapsedTime(since));
            }
        }
    }

    /// <summary>For <see cref="HeldClaim.Dispose"/>.</summary>
    public void Remove(HeldClaim claim)
    {
        lock (_lock)
        {
            _held.Remove(claim);
        }
    }
}
