using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Attachments;

/// <summary>
/// What stands in a link to an attachment: tenant, end of validity (of one to read: where it leads) and a signature over
/// them, the attachment and what may be done. Who has the link has the right; every instance makes and checks the same ones.
/// </summary>
internal sealed class AttachmentLinks(IOptions<IdentityOptions> identity)
{
    private const int TenantBytes = 16;
    private const int StampBytes = sizeof(long);
    private const int TokenBytes = TenantBytes + StampBytes + HMACSHA256.HashSizeInBytes;
    private const string Path = "/v1/attachments/";
    private const string Content = "/content?token=";
    private const int IdLength = 36;

    private readonly byte[][] keys = IdentityKeys.ForSignatures(identity.Value, "chat attachment link v1");

    /// <summary>Lets its holder send the bytes until then.</summary>
    public string ToUpload(Attachment attachment) =>
        Sign("put", attachment.TenantId, attachment.Id, attachment.UploadUntil.ToUnixTimeSeconds());

    /// <summary>Lets its holder read the bytes for as long as they are kept: messages that name it do not expire.</summary>
    /// <param name="attachment">The attachment.</param>
    /// <param name="origin">Where the link is to lead.</param>
    public string ToDownload(Attachment attachment, string origin) =>
        Sign("get", attachment.TenantId, attachment.Id, StampOf(origin));

    /// <summary>The whole address of a link.</summary>
    public static string Address(string origin, Guid id, string token) => origin + Path + id + Content + token;

    /// <summary>The tenant and the end of an upload link made for this attachment; null: it is not one.</summary>
    public (Guid TenantId, DateTimeOffset Until)? ReadUpload(Guid id, string? token) =>
        Read("put", id, token) is { } read ? (read.TenantId, DateTimeOffset.FromUnixTimeSeconds(read.Stamp)) : null;

    /// <summary>The tenant of a download link made for this attachment; null: it is not one.</summary>
    public Guid? ReadDownload(Guid id, string? token) => Read("get", id, token)?.TenantId;

    /// <summary>The attachment whose download address this is, as it was given out by its tenant; null: it is not one.</summary>
    /// <remarks>One that leads elsewhere is none, though the link in it be real: who reads a message would go there.</remarks>
    public Guid? ReadAddress(Guid tenantId, string address)
    {
        var path = address.IndexOf(Path, StringComparison.Ordinal);
        var id = path + Path.Length;
        var content = id + IdLength;
        return
            path > 0
            && address.Length > content + Content.Length
            && address.AsSpan(content).StartsWith(Content, StringComparison.Ordinal)
            && Guid.TryParseExact(address.AsSpan(id, IdLength), "D", out var attachment)
            && Read("get", attachment, address[(content + Content.Length)..]) is { } read
            && read.TenantId == tenantId
            && read.Stamp == StampOf(address[..path])
            ? attachment
            : null;
    }

    // Signed with the rest: as many bytes as keep anybody from finding another origin with the same.
    private static long StampOf(string origin) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    private string Sign(string purpose, Guid tenantId, Guid id, long stamp)
    {
        Span<byte> token = stackalloc byte[TokenBytes];
        tenantId.TryWriteBytes(token, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(token[TenantBytes..], stamp);
        Sign(keys[0], purpose, id, token[..(TenantBytes + StampBytes)], token[(TenantBytes + StampBytes)..]);
        return Base64Url.EncodeToString(token);
    }

    private (Guid TenantId, long Stamp)? Read(string purpose, Guid id, string? token)
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
            Sign(key, purpose, id, token[..(TenantBytes + StampBytes)], signature);
            if (CryptographicOperations.FixedTimeEquals(signature, token[(TenantBytes + StampBytes)..]))
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
