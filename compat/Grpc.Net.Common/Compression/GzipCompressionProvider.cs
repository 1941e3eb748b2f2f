using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>Compresses messages with gzip (RFC 1952), which every gRPC implementation understands.</summary>
public sealed class GzipCompressionProvider : ICompressionProvider
{
    // Ten bytes of header without a name, an empty final block, and the checksum and length of nothing.
    private static readonly byte[] Empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly CompressionLevel _defaultLevel;

    /// <summary>Makes a provider.</summary>
    /// <param name="defaultCompressionLevel">The level of messages whose call asks for none.</param>
    public GzipCompressionProvider(CompressionLevel defaultCompressionLevel) => _defaultLevel = defaultCompressionLevel;

    /// <summary>Always <c>gzip</c>.</summary>
    public string EncodingName => "gzip";

    /// <inheritdoc />
    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new MessageCompressionStream(
            new GZipStream(stream, compressionLevel ?? _defaultLevel, leaveOpen: true),
            stream,
            Empty
        );

    /// <inheritdoc />
    public Stream CreateDecompressionStream(Stream stream) => new GZipStream(stream, CompressionMode.Decompress);
}
