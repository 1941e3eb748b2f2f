namespace Chat.Webhooks.Dispatch;

/// <summary>A signing secret: <c>whsec_</c> and the base64 of 24 to 64 random bytes.</summary>
internal static class WebhookSecret
{
    /// <summary>The bytes that sign, or false when <paramref name="text"/> is no secret.</summary>
    public static bool TryDecode(string? text, out byte[] key)
    {
        key = [];
        if (text is null || !text.StartsWith(WebhookProtocol.SecretPrefix, StringComparison.Ordinal))
        {
            return false;
        }

        var encoded = text.AsSpan(WebhookProtocol.SecretPrefix.Length);
        Span<byte> bytes = stackalloc byte[WebhookProtocol.MaxSecretBytes + 2];
        if (
            !Convert.TryFromBase64Chars(encoded, bytes, out var length)
            || length is < WebhookProtocol.MinSecretBytes or > WebhookProtocol.MaxSecretBytes
        )
        {
            return false;
        }

        key = bytes[..length].ToArray();
        return true;
    }
}
