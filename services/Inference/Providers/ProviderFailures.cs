using System.Globalization;
using System.Net;

namespace Chat.Inference.Providers;

/// <summary>Recognises failures by the HTTP answer.</summary>
internal static class ProviderFailures
{
    private const int MaxBodyBytes = 16 * 1024;

    /// <summary>The failure an HTTP status outside 2xx stands for.</summary>
    /// <param name="status">The status.</param>
    /// <param name="retryAfter">The Retry-After header in seconds, if it was sent; dates are ignored.</param>
    public static ProviderFailure FromStatus(int status, string? retryAfter) =>
        new(KindOf(status), Seconds(retryAfter), status);

    /// <summary>The failure an answer outside 2xx stands for.</summary>
    public static ProviderFailure FromResponse(HttpResponseMessage response) =>
        FromStatus(
            (int)response.StatusCode,
            response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.ToString() : null
        );

    /// <summary>The beginning of an error's body; more of it is not looked at.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBodyBytes];
        var count = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return buffer.AsMemory(0, count);
    }

    private static ProviderFailureKind KindOf(int status) =>
        status switch
        {
            (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden => ProviderFailureKind.Unauthorized,
            (int)HttpStatusCode.TooManyRequests => ProviderFailureKind.RateLimited,
            (int)HttpStatusCode.RequestTimeout or >= 500 => ProviderFailureKind.Overloaded,
            _ => ProviderFailureKind.Rejected,
        };

    private static TimeSpan? Seconds(string? retryAfter) =>
        int.TryParse(retryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
