using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Auth;

/// <summary>
/// Ids that follow from what a client sent, the same on every instance. They are keyed: who sees one cannot find out,
/// nor try, what it was made of.
/// </summary>
internal sealed class DerivedIds(IOptions<IdentityOptions> identity)
{
    private const int GuidBytes = 16;

    private readonly byte[] key = IdentityKeys.ForIds(identity.Value, "chat derived id v1");

    /// <summary>The id (a UUID of version 8) that stands for these parts, in this order.</summary>
    public string Derive(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            // With its length before it, no part can pass for the end of one and the start of the next.
            BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
            hash.AppendData(length);
            hash.AppendData(Encoding.Unicode.GetBytes(part));
        }
        var digest = hash.GetHashAndReset().AsSpan(0, GuidBytes);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest, bigEndian: true).ToString();
    }
}
