using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>
/// Compresses messages with what HTTP calls deflate: a deflate stream within the zlib format (RFC 1950), which is also
/// what the other gRPC implementations mean by the name.
/// </summary>
public sealed class DeflateCompressionProvider : ICompressionProvider
{
    // Two bytes of header, an empty final block, and the checksum of nothing.
    private static readonly byte[] Empty = [0x78, 0x9C, 3, 0, 0, 0, 0, 1];

    private readonly CompressionLevel _defaultLevel;

    /// <summary>Makes a provider.</summary>
    /// <param name="defaultCompressionLevel">The level of messages whose call asks for none.</param>
    public DeflateCompressionProvider(CompressionLevel defaultCompressionLevel) =>
        _defaultLevel = defaultCompressionLevel;

    /// <summary>Always <c>deflate</c>.</summary>
    public string EncodingName => "deflate";

    /// <inheritdoc />
    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new MessageCompressionStream(
            new ZLibStream(stream, compressionLevel ?? _defaultLevel, leaveOpen: true),
            stream,
            Empty
        );

    /// <inheritdoc />
    public Stream CreateDecompressionStream(Stream stream) => new ZLibStream(stream, CompressionMode.Decompress);
}
