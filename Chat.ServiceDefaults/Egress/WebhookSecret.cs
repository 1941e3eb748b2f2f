using System.Security.Cryptography;

namespace Chat.ServiceDefaults.Egress;

/// <summary>A signing secret: <c>whsec_</c> and the base64 of 24 to 64 random bytes.</summary>
public static class WebhookSecret
{
    /// <summary>Comes before the base64.</summary>
    public const string Prefix = "whsec_";

    private const int MinBytes = 24;
    private const int MaxBytes = 64;
    private const int GeneratedBytes = 32;

    /// <summary>A new random secret.</summary>
    /// <returns>The secret as text.</returns>
    public static string Generate() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(GeneratedBytes));

    /// <summary>Reads one.</summary>
    /// <param name="text">As it is configured.</param>
    /// <param name="key">The bytes that sign; empty when it is no secret.</param>
    /// <returns>Whether it is a secret.</returns>
    public static bool TryDecode(string? text, out byte[] key)
    {
        key = [];
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var encoded = text.AsSpan(Prefix.Length);
        Span<byte> bytes = stackalloc byte[MaxBytes + 2];
        if (!Convert.TryFromBase64Chars(encoded, bytes, out var length) || length is < MinBytes or > MaxBytes)
        {
            return false;
        }

        key = bytes[..length].ToArray();
        return true;
    }
}
