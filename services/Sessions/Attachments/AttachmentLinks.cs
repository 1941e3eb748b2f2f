using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Attachments;

/// <summary>
/// What stands in a link to an attachment: tenant, end of validity and a signature over them, the attachment and what may be
/// done. Who has the link has the right; every instance makes and checks the same ones.
/// </summary>
internal sealed class AttachmentLinks(IOptions<IdentityOptions> identity)
{
    private const int TenantBytes = 16;
    private const int ExpiryBytes = sizeof(long);
    private const int TokenBytes = TenantBytes + ExpiryBytes + HMACSHA256.HashSizeInBytes;

    private readonly byte[][] keys = IdentityKeys.ForSignatures(identity.Value, "chat attachment link v1");

    /// <summary>Lets its holder send the bytes until then.</summary>
    public string ToUpload(Attachment attachment) =>
        Sign("put", attachment.TenantId, attachment.Id, attachment.UploadUntil.ToUnixTimeSeconds());

    /// <summary>Lets its holder read the bytes for as long as they are kept: messages that name it do not expire.</summary>
    public string ToDownload(Attachment attachment) => Sign("get", attachment.TenantId, attachment.Id, expiry: 0);

    /// <summary>The tenant and the end of an upload link made for this attachment; null: it is not one.</summary>
    public (Guid TenantId, DateTimeOffset Until)? ReadUpload(Guid id, string? token) =>
        Read("put", id, token) is { } read ? (read.TenantId, DateTimeOffset.FromUnixTimeSeconds(read.Expiry)) : null;

    /// <summary>The tenant of a download link made for this attachment; null: it is not one.</summary>
    public Guid? ReadDownload(Guid id, string? token) => Read("get", id, token)?.TenantId;

    private string Sign(string purpose, Guid tenantId, Guid id, long expiry)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        tenantId.TryWriteBytes(token, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(token[TenantBytes..], expiry);
        Sign(keys[0], purpose, id, token[..(TenantBytes + ExpiryBytes)], token[(TenantBytes + ExpiryBytes)..]);
        return Base64Url.EncodeToString(token);
    }

    private (Guid TenantId, long Expiry)? Read(string purpose, Guid id, string? token)
    {
        if (token is null || token.Length != Base64Url.GetEncodedLength(TokenBytes) || !Base64Url.IsValid(token))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(token).AsSpan();
        return IsSigned(purpose, id, bytes)
            ? (
                new Guid(bytes[..TenantBytes], bigEndian: true),
                BinaryPrimitives.ReadInt64BigEndian(bytes[TenantBytes..])
            )
            : null;
    }

    private bool IsSigned(string purpose, Guid id, ReadOnlySpan<byte> token)
    {
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var key in keys)
        {
            Sign(key, purpose, id, token[..(TenantBytes + ExpiryBytes)], signature);
            if (CryptographicOperations.FixedTimeEquals(signature, token[(TenantBytes + ExpiryBytes)..]))
            {
                return true;
            }
        }
        return false;
    }

    private static void Sign(byte[] key, string purpose, Guid id, ReadOnlySpan<byte> head, Span<byte> signature)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.ASCII.GetBytes(purpose));
        hash.AppendData(id.ToByteArray(bigEndian: true));
        hash.AppendData(head);
        hash.GetHashAndReset(signature);
    }
}
