using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Chat.Gateway.ClientAddresses;
using Chat.Gateway.RateLimits;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.AgentLogin;

/// <summary>Counts tries to come in, by account and by client address, in windows all instances share.</summary>
internal sealed class LoginThrottle(RateWindows windows, IOptions<ThrottleOptions> options)
{
    /// <summary>Counts a try at an account. Null: it may be made.</summary>
    public Task<LoginThrottled?> CountAsync(HttpContext context, string account, CancellationToken cancellationToken) =>
        CountAsync(
            [new RateCount(account, options.Value.MaxTriesPerAccount), .. AddressOf(context)],
            cancellationToken
        );

    /// <summary>Counts a try that names no account. Null: it may be made.</summary>
    public Task<LoginThrottled?> CountAsync(HttpContext context, CancellationToken cancellationToken) =>
        CountAsync(AddressOf(context), cancellationToken);

    /// <summary>The account's own agent came in: what was tried before no longer counts against it.</summary>
    public Task ForgetAsync(string account, CancellationToken cancellationToken) =>
        windows.ForgetAsync(Guid.Empty, account, cancellationToken);

    /// <summary>Names an account in Redis without its address being readable there.</summary>
    public static string AccountOf(string tenant, string email)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}\n{email.Trim().ToLowerInvariant()}"));
        return "login:" + Base64Url.EncodeToString(digest);
    }

    private RateCount[] AddressOf(HttpContext context) =>
        ClientAddress.Of(context) is { } address
            ? [new RateCount("login-from:" + address, options.Value.MaxTriesPerAddress)]
            : [];

    private async Task<LoginThrottled?> CountAsync(RateCount[] counts, CancellationToken cancellationToken)
    {
        if (counts.Length == 0)
        {
            return null;
        }
        // Accounts of one tenant only would not keep together who tries all tenants from one address.
        var standing = await windows.CountAsync(Guid.Empty, counts, options.Value.Window, cancellationToken);
        return standing.IsAllowed ? null : new LoginThrottled(standing.Reset);
    }
}
