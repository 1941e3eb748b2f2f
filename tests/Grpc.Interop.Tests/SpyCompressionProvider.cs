using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.Interop.Tests;

/// <summary>gzip, and how often it was used each way.</summary>
internal sealed class SpyCompressionProvider : ICompressionProvider
{
    private readonly GzipCompressionProvider _gzip = new(CompressionLevel.Fastest);
    private int _compressed;
    private int _decompressed;

    public int Compressed => _compressed;

    public int Decompressed => _decompressed;

    public string EncodingName => _gzip.EncodingName;

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel)
    {
        Interlocked.Increment(ref _compressed);
        return _gzip.CreateCompressionStream(stream, compressionLevel);
    }

    public Stream CreateDecompressionStream(Stream stream)
    {
        Interlocked.Increment(ref _decompressed);
        return _gzip.CreateDecompressionStream(stream);
    }
}
