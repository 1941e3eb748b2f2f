using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Chat.Webhooks.Secrets;

/// <summary>
/// One configured key: the AES-256 key derived from it, and a name derived from it likewise, so that a name can never
/// stand for another key than the one it was given to.
/// </summary>
internal sealed class SealingKey
{
    private const int MinimumBytes = 32;
    private const int AesKeyBytes = 32;
    private const int IdBytes = 8;

    private SealingKey(string id, byte[] key)
    {
        Id = id;
        Key = key;
    }

    /// <summary>16 hexadecimal digits; says nothing about the key.</summary>
    public string Id { get; }

    public byte[] Key { get; }

    /// <summary>False when <paramref name="text"/> is not base64 of at least 32 bytes.</summary>
    public static bool TryCreate(string text, [NotNullWhen(true)] out SealingKey? key)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length < MinimumBytes)
        {
            key = null;
            return false;
        }

        var material = bytes[..length];
        key = new SealingKey(
            Convert.ToHexStringLower(Derive(material, IdBytes, "chat webhooks secret key id")),
            Derive(material, AesKeyBytes, "chat webhooks secret encryption")
        );
        return true;
    }

    private static byte[] Derive(byte[] material, int length, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, material, length, salt: null, Encoding.ASCII.GetBytes(purpose));
}
