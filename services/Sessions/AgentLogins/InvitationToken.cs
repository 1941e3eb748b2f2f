using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Chat.Sessions.AgentLogins;

/// <summary>
/// Invitations as text: `inv_`, then tenant, agent and 256 random bits. Only their hash is stored; it needs no salt,
/// because there is nothing to guess.
/// </summary>
internal static class InvitationToken
{
    private const string Prefix = "inv_";
    private const int GuidBytes = 16;
    private const int RandomBytes = 32;
    private const int Bytes = (2 * GuidBytes) + RandomBytes;

    public static string Create(Guid tenantId, Guid agentId)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        tenantId.TryWriteBytes(bytes);
        agentId.TryWriteBytes(bytes[GuidBytes..]);
        RandomNumberGenerator.Fill(bytes[(2 * GuidBytes)..]);
        return Prefix + Base64Url.EncodeToString(bytes);
    }

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Whom it would be for; null when it is none of ours.</summary>
    public static (Guid TenantId, Guid AgentId)? Read(string token)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        return
            token.Length == Prefix.Length + Base64Url.GetEncodedLength(Bytes)
            && token.StartsWith(Prefix, StringComparison.Ordinal)
            // Decoding throws for what is no base64url at all.
            && Base64Url.IsValid(token.AsSpan(Prefix.Length))
            && Base64Url.TryDecodeFromChars(token.AsSpan(Prefix.Length), bytes, out var written)
            && written == Bytes
            ? (new Guid(bytes[..GuidBytes]), new Guid(bytes[GuidBytes..(2 * GuidBytes)]))
            : null;
    }
}
