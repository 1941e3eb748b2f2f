using System.Security.Cryptography;

namespace Chat.ServiceDefaults.Identity;

/// <summary>Keys of one purpose each, derived from the suite's: what one signs is of no use for another.</summary>
public static class IdentityKeys
{
    private const int Bytes = 32;

    /// <summary>The keys of signatures that clients keep.</summary>
    /// <param name="options">The suite's keys.</param>
    /// <param name="label">Names the purpose.</param>
    /// <returns>First the one to sign with, then those whose signatures are believed as well.</returns>
    public static byte[][] ForSignatures(IdentityOptions options, string label) =>
        [.. new[] { options.SigningKey }.Concat(options.PreviousSigningKeys).Select(key => Derive(key, label))];

    /// <summary>The key of ids that stay the same when the signing key is rotated.</summary>
    /// <param name="options">The suite's keys.</param>
    /// <param name="label">Names the purpose.</param>
    /// <returns>The key.</returns>
    public static byte[] ForIds(IdentityOptions options, string label) =>
        Derive(string.IsNullOrEmpty(options.DerivationKey) ? options.SigningKey : options.DerivationKey, label);

    private static byte[] Derive(string key, string label) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Convert.FromBase64String(key),
            Bytes,
            info: System.Text.Encoding.ASCII.GetBytes(label)
        );
}
