using System.Security.Cryptography;

namespace Chat.Webhooks.Dispatch;

/// <summary>Signs as ChatCops does: the hexadecimal HMAC-SHA256, without a prefix, over the body as it is sent.</summary>
internal static class ChatCopsSignature
{
    public static string Sign(ReadOnlySpan<byte> body, SigningSecret secret)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret.ChatCopsKey, body, hash);
        return Convert.ToHexStringLower(hash);
    }
}
