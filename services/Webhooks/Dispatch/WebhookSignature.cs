using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Chat.Webhooks.Dispatch;

/// <summary>Signs <c>id.timestamp.body</c> with HMAC-SHA256, once per secret, as Standard Webhooks 1.0 says.</summary>
internal static class WebhookSignature
{
    /// <summary>The value of the signature header; several secrets (a rotation) give several signatures.</summary>
    public static string Sign(
        string eventId,
        long timestampSeconds,
        ReadOnlySpan<byte> body,
        IReadOnlyList<byte[]> secrets
    )
    {
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

            value.Append(WebhookProtocol.SignaturePrefix).Append(Convert.ToBase64String(hash));
        }

        return value.ToString();
    }
}
