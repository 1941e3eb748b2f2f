using System.Globalization;

namespace Chat.Gateway.RateLimits;

/// <summary>The headers of draft-ietf-httpapi-ratelimit-headers, version 10: one policy, and where the caller stands.</summary>
internal static class RateLimitHeaders
{
    /// <summary>Where the caller stands: remaining messages <c>r</c>, seconds to the window's end <c>t</c>.</summary>
    public const string Standing = "RateLimit";

    /// <summary>The policy: messages <c>q</c> in a window of <c>w</c> seconds.</summary>
    public const string Policy = "RateLimit-Policy";

    public static void Set(IHeaderDictionary headers, RateStanding standing, TimeSpan window)
    {
        headers[Policy] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"messages\";q={standing.Limit};w={Seconds(window)}"
        );
        headers[Standing] = string.Create(
            CultureInfo.InvariantCulture,
            $"\"messages\";r={standing.Remaining};t={Seconds(standing.Reset)}"
        );
    }

    private static long Seconds(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds);
}
