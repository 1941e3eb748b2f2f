using Chat.Gateway.ClientAddresses;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.RateLimits;

/// <summary>Counts customers' messages, and apart from them their other calls, by customer and by client address.</summary>
internal sealed class RateLimiter(
    RateWindows windows,
    RateLimitMetrics metrics,
    IOptionsMonitor<RateLimitOptions> options
)
{
    /// <summary>Counts one message of a request. Null: it may be sent. The answer's headers say what is left.</summary>
    public async Task<TooManyRequests?> CountAsync(
        HttpContext context,
        Principal visitor,
        RateTrust trust,
        CancellationToken cancellationToken
    )
    {
        var rule = options.CurrentValue.For(visitor.TenantId);
        var counts = CountsOf(visitor, ClientAddress.Of(context), rule, trust);
        var standing = await StandAsync(visitor.TenantId, counts, rule.Window, cancellationToken);
        RateLimitHeaders.Set(context.Response.Headers, standing, rule.Window);
        return RefusalOf(standing);
    }

    /// <summary>Counts one message of a socket. Null: it may be sent.</summary>
    public async Task<TooManyRequests?> CountAsync(
        Principal visitor,
        string? address,
        RateTrust trust,
        CancellationToken cancellationToken
    )
    {
        var rule = options.CurrentValue.For(visitor.TenantId);
        var counts = CountsOf(visitor, address, rule, trust);
        return RefusalOf(await StandAsync(visitor.TenantId, counts, rule.Window, cancellationToken));
    }

    /// <summary>
    /// Counts a call that is no message, by who calls and by address. Null: it may go on. A publishable key is everybody's:
    /// then the address alone counts.
    /// </summary>
    public Task<TooManyCalls?> CountCallAsync(
        HttpContext context,
        Principal caller,
        CancellationToken cancellationToken
    )
    {
        var rule = options.CurrentValue.For(caller.TenantId);
        RateCount[] byCaller = caller.Kind is PrincipalKind.Visitor or PrincipalKind.User
            ? [new("call:" + KeyOf(caller), rule.MaxCalls)]
            : [];
        RateCount[] counts = [.. byCaller, .. CallsFrom(context, rule)];
        return CountCallAsync(caller.TenantId, counts, rule.CallWindow, cancellationToken);
    }

    /// <summary>
    /// Counts a call of somebody who shows no credential, by address and apart from messages: whatever it asks for costs
    /// a look into the store, found or not. Null: it may go on.
    /// </summary>
    public Task<TooManyCalls?> CountCallAsync(HttpContext context, Guid tenantId, CancellationToken cancellationToken)
    {
        var rule = options.CurrentValue.For(tenantId);
        RateCount[] counts = ClientAddress.Of(context) is { } address
            ? [new("c:" + address, rule.MaxRequestsPerAddress)]
            : [];
        return CountCallAsync(tenantId, counts, rule.Window, cancellationToken);
    }

    /// <summary>
    /// Counts a call of whoever has a signed link, by address alone: the link does not say whose it is, so tenants' own
    /// rules do not count. Null: it may go on.
    /// </summary>
    public Task<TooManyCalls?> CountLinkAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var rule = options.CurrentValue;
        return CountCallAsync(Guid.Empty, CallsFrom(context, rule), rule.CallWindow, cancellationToken);
    }

    /// <summary>
    /// Takes back what was counted for a message that nobody could take: who repeats it, as clients do, is not to pay for
    /// an outage with silence behind it.
    /// </summary>
    public Task TakeBackAsync(Principal visitor, string? address, RateTrust trust) =>
        windows.TakeBackAsync(
            visitor.TenantId,
            CountsOf(visitor, address, options.CurrentValue.For(visitor.TenantId), trust)
        );

    private static TooManyRequests? RefusalOf(RateStanding standing) =>
        standing.IsAllowed ? null : new TooManyRequests(standing.Reset);

    private static RateCount[] CountsOf(Principal visitor, string? address, RateRuleOptions rule, RateTrust trust)
    {
        var byVisitor = new RateCount(KeyOf(visitor), rule.MaxRequests);
        return address is null || trust == RateTrust.Server
            ? [byVisitor]
            :
            [
                byVisitor,
                new RateCount(
                    "a:" + address,
                    trust == RateTrust.Nobody ? rule.MaxRequests : rule.MaxRequestsPerAddress
                ),
            ];
    }

    private static RateCount[] CallsFrom(HttpContext context, RateRuleOptions rule) =>
        ClientAddress.Of(context) is { } address ? [new("call:a:" + address, rule.MaxCallsPerAddress)] : [];

    private static string KeyOf(Principal customer) =>
        (customer.Kind is PrincipalKind.User ? "u:" : "v:") + customer.Subject;

    private async Task<RateStanding> StandAsync(
        Guid tenantId,
        RateCount[] counts,
        TimeSpan window,
        CancellationToken cancellationToken
    )
    {
        var standing = await windows.CountAsync(tenantId, counts, window, cancellationToken);
        metrics.MessageCounted(standing.IsAllowed, windows.IsShared);
        return standing;
    }

    private async Task<TooManyCalls?> CountCallAsync(
        Guid tenantId,
        RateCount[] counts,
        TimeSpan window,
        CancellationToken cancellationToken
    )
    {
        if (counts.Length == 0)
        {
            return null;
        }
        var standing = await windows.CountAsync(tenantId, counts, window, cancellationToken);
        metrics.CallCounted(standing.IsAllowed, windows.IsShared);
        return standing.IsAllowed ? null : new TooManyCalls(standing.Reset);
    }
}
