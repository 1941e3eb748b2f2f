using System.Security.Cryptography;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Identity;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Dialects.Xcelsior;

/// <summary>
/// Customers' ids as the dialect shows them: enciphered, always the same for the same customer. Whoever connects is told the
/// id of the customer with the email it claims, and our own ids say when they were made: whether the address was known.
/// </summary>
internal sealed class XcelsiorCustomerIds(IOptions<IdentityOptions> identity)
{
    private const string Prefix = "cus_";
    private const int GuidBytes = 16;

    private readonly byte[] key = IdentityKeys.ForIds(identity.Value, "chat xcelsior customer id v1");

    /// <summary>The id to show.</summary>
    public string Show(Guid id)
    {
        Span<byte> block = stackalloc byte[GuidBytes];
        _ = id.TryWriteBytes(block, bigEndian: true, out _);
        using var cipher = NewCipher();
        // One block, and nothing to hide but what it was made of: the plain block cipher is the permutation that is needed.
        _ = cipher.EncryptEcb(block, block, PaddingMode.None);
        return Prefix + Convert.ToHexStringLower(block);
    }

    /// <summary>The customer of a conversation; its owner while nobody knows which customer that is.</summary>
    public string Of(Conversation conversation) =>
        Guid.TryParseExact(conversation.Details?.CustomerId, "D", out var id) ? Show(id) : conversation.Owner.Id;

    /// <summary>Our id, of one that was shown or of one of ours; null when it is neither.</summary>
    public Guid? Read(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return Guid.TryParseExact(text, "D", out var own) ? own : null;
        }
        var block = new byte[GuidBytes];
        if (
            text.Length != Prefix.Length + (2 * GuidBytes)
            || Convert.FromHexString(text.AsSpan(Prefix.Length), block, out _, out _)
                != System.Buffers.OperationStatus.Done
        )
        {
            return null;
        }
        using var cipher = NewCipher();
        return new Guid(cipher.DecryptEcb(block, PaddingMode.None), bigEndian: true);
    }

    private Aes NewCipher()
    {
        var cipher = Aes.Create();
        cipher.Key = key;
        return cipher;
    }
}
