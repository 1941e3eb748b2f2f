using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Secrets;

/// <summary>
/// Encrypts signing secrets for the database (AES-256-GCM) and decrypts them for the moment of signing. A sealed secret
/// is <c>gcm1.</c>, the key's id, a dot, and base64url of nonce, tag and cipher text. It opens for the subscription it
/// was sealed for alone: copied into another row it is worthless.
/// </summary>
internal sealed class SecretVault
{
    private const string Scheme = "gcm1.";
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly SealingKey _current;
    private readonly Dictionary<string, SealingKey> _keys = new(StringComparer.Ordinal);

    public SecretVault(IOptions<SecretsOptions> options)
    {
        var settings = options.Value;
        _current = KeyOf(settings.EncryptionKey);
        _keys[_current.Id] = _current;
        foreach (var text in settings.PreviousEncryptionKeys)
        {
            var previous = KeyOf(text);
            _keys[previous.Id] = previous;
        }
    }

    /// <summary>What every secret starts with that is sealed under the present key.</summary>
    public string CurrentPrefix => $"{Scheme}{_current.Id}.";

    public string Seal(Guid subscriptionId, string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var box = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_current.Key, TagBytes);
        aes.Encrypt(
            box.AsSpan(0, NonceBytes),
            plain,
            box.AsSpan(NonceBytes + TagBytes),
            box.AsSpan(NonceBytes, TagBytes),
            subscriptionId.ToByteArray(bigEndian: true)
        );
        return CurrentPrefix + Base64Url.EncodeToString(box);
    }

    /// <summary>
    /// False when the key is not configured any more, or the value is not one that was sealed for this subscription.
    /// </summary>
    public bool TryOpen(Guid subscriptionId, string value, [NotNullWhen(true)] out string? secret)
    {
        secret = null;
        var parts = value.Split('.');
        if (
            parts.Length != 3
            || $"{parts[0]}." != Scheme
            || !_keys.TryGetValue(parts[1], out var key)
            || !TryDecode(parts[2], out var box)
        )
        {
            return false;
        }

        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key.Key, TagBytes);
        try
        {
            aes.Decrypt(
                box.AsSpan(0, NonceBytes),
                box.AsSpan(NonceBytes + TagBytes),
                box.AsSpan(NonceBytes, TagBytes),
                plain,
                subscriptionId.ToByteArray(bigEndian: true)
            );
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        secret = Encoding.UTF8.GetString(plain);
        return true;
    }

    private static bool TryDecode(string text, out byte[] box)
    {
        box = [];
        if (!Base64Url.IsValid(text, out var length) || length < NonceBytes + TagBytes)
        {
            return false;
        }

        box = Base64Url.DecodeFromChars(text);
        return true;
    }

    private static SealingKey KeyOf(string text) =>
        SealingKey.TryCreate(text, out var key)
            ? key
            : throw new InvalidOperationException("A key of the vault passed validation and is none.");
}
