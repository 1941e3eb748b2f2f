using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.AgentLogins;

/// <summary>
/// Refresh tokens as text: `rt_`, then tenant, login, generation and their HMAC-SHA256 under a key derived from the
/// suite's. None is stored: a token that is not ours is known without asking the database, and one that was replaced is
/// known by its generation.
/// </summary>
internal sealed class RefreshTokens(IOptions<IdentityOptions> identity)
{
    private const string Prefix = "rt_";
    private const int GuidBytes = 16;
    private const int SaidBytes = (2 * GuidBytes) + sizeof(int);
    private const int Bytes = SaidBytes + HMACSHA256.HashSizeInBytes;

    private readonly byte[][] keys = IdentityKeys.ForSignatures(identity.Value, "chat agent refresh token v1");

    public string Write(RefreshToken token)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        token.TenantId.TryWriteBytes(bytes);
        token.LoginId.TryWriteBytes(bytes[GuidBytes..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[(2 * GuidBytes)..], token.Generation);
        HMACSHA256.HashData(keys[0], bytes[..SaidBytes], bytes[SaidBytes..]);
        return Prefix + Base64Url.EncodeToString(bytes);
    }

    /// <summary>What a token says; null when it is none of ours.</summary>
    public RefreshToken? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (
            text.Length != Prefix.Length + Base64Url.GetEncodedLength(Bytes)
            || !text.StartsWith(Prefix, StringComparison.Ordinal)
            // Decoding throws for what is no base64url at all.
            || !Base64Url.IsValid(text.AsSpan(Prefix.Length))
            || !Base64Url.TryDecodeFromChars(text.AsSpan(Prefix.Length), bytes, out var written)
            || written != Bytes
        )
        {
            return null;
        }

        return IsSigned(bytes)
            ? new RefreshToken(
                new Guid(bytes[..GuidBytes]),
                new Guid(bytes[GuidBytes..(2 * GuidBytes)]),
                BinaryPrimitives.ReadInt32BigEndian(bytes[(2 * GuidBytes)..])
            )
            : null;
    }

    private bool IsSigned(ReadOnlySpan<byte> bytes)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var key in keys)
        {
            HMACSHA256.HashData(key, bytes[..SaidBytes], expected);
            if (CryptographicOperations.FixedTimeEquals(expected, bytes[SaidBytes..]))
            {
                return true;
            }
        }
        return false;
    }
}
