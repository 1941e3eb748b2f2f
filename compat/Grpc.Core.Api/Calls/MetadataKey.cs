using System.Buffers;

namespace Grpc.Core;

/// <summary>What a metadata key may look like (gRPC over HTTP/2, "Custom-Metadata").</summary>
internal static class MetadataKey
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.");

    /// <summary>The key in lower case.</summary>
    /// <exception cref="ArgumentException">It is empty or has a character outside a-z, 0-9, underscore, hyphen and dot.</exception>
    internal static string Normalize(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var normalized = key.ToLowerInvariant();
        if (normalized.Length == 0 || normalized.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new ArgumentException(
                "A metadata key may only have letters, digits, underscores, hyphens and dots.",
                nameof(key)
            );
        }
        return normalized;
    }

    internal static bool IsBinary(string normalizedKey) =>
        normalizedKey.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.Ordinal);
}
