using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Chat.ServiceDefaults.Egress;

/// <summary>Signs <c>id.timestamp.body</c> with HMAC-SHA256, once per secret, as Standard Webhooks 1.0 says.</summary>
public static class WebhookSignature
{
    /// <summary>The value of the signature header; several secrets (a rotation) give several signatures.</summary>
    /// <param name="eventId">Value of the id header.</param>
    /// <param name="timestampSeconds">Value of the timestamp header, Unix seconds.</param>
    /// <param name="body">The request's body as it is sent.</param>
    /// <param name="secrets">The secrets in force, decoded.</param>
    /// <returns>The header's value.</returns>
    public static string Sign(
        string eventId,
        long timestampSeconds,
        ReadOnlySpan<byte> body,
        IReadOnlyList<byte[]> secrets
    )
    {
        ArgumentNullException.ThrowIfNull(secrets);
        var head = Encoding.UTF8.GetBytes($"{eventId}.{timestampSeconds.ToString(CultureInfo.InvariantCulture)}.");
        var value = new StringBuilder();
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var secret in secrets)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
            hmac.AppendData(head);
            hmac.AppendData(body);
            hmac.GetHashAndReset(hash);
            if (value.Length > 0)
            {
                value.Append(' ');
            }

            value.Append(WebhookHeaders.SignaturePrefix).Append(Convert.ToBase64String(hash));
        }

        return value.ToString();
    }
}
