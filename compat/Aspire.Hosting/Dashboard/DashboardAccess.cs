using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aspire.Hosting.Dashboard;

/// <summary>Lets in whoever came through the login link, from this machine's browser alone.</summary>
/// <remarks>
/// The Host header is checked against other sites that resolve to this machine (DNS rebinding), the Origin header
/// against other sites that make the browser send commands here; the cookie alone would not tell them apart.
/// </remarks>
internal sealed class DashboardAccess(DashboardSettings settings)
{
    private static readonly string[] s_loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    // Cookies are not kept apart by port, so two AppHosts need two names.
    private readonly string _cookieName = $"apphost-dashboard-{settings.Address.Port}";
    private readonly string _cookieValue = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public bool TryLogIn(HttpContext context)
    {
        if (!Same(context.Request.Query["t"], settings.Token))
        {
            return false;
        }
        context.Response.Cookies.Append(
            _cookieName,
            _cookieValue,
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                IsEssential = true,
            }
        );
        return true;
    }

    public bool IsLoggedIn(HttpContext context) => Same(context.Request.Cookies[_cookieName], _cookieValue);

    /// <summary>Whether the request was meant for this address.</summary>
    public static bool IsMeantForUs(HttpRequest request) =>
        s_loopbackNames.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a request that changes something comes from one of our own pages.</summary>
    public static bool IsFromOurPages(HttpRequest request) =>
        request.Headers.Origin.ToString() == $"{request.Scheme}://{request.Host}";

    private static bool Same(string? given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given ?? ""), Encoding.UTF8.GetBytes(expected));
}
