using System.Buffers;

namespace Grpc.Core;

/// <summary>What a metadata key may look like (gRPC over HTTP/2, "Custom-Metadata").</summary>
internal static class MetadataKey
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-."
    );

    /// <summary>The key in lower case.</summary>
    /// <exception cref="ArgumentException">It is empty or not of ASCII letters, digits, underscores, hyphens and dots.</exception>
    internal static string Normalize(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        // Before lower-casing, which turns the Kelvin sign into an ordinary k.
        if (key.Length == 0 || key.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new ArgumentException(
                "A metadata key may only have letters, digits, underscores, hyphens and dots.",
                nameof(key)
            );
        }
        return key.ToLowerInvariant();
    }

    internal static bool IsBinary(string normalizedKey) =>
        normalizedKey.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.Ordinal);
}
