using System.Net.Http.Headers;

namespace Chat.Webhooks.Dispatch;

/// <summary>Reads Retry-After in both of its forms (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>The wait the endpoint asked for, or null when it asked for none or for one in the past.</summary>
    public static TimeSpan? Of(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => TimeSpan.Zero,
        };
        return wait > TimeSpan.Zero ? wait : null;
    }
}
