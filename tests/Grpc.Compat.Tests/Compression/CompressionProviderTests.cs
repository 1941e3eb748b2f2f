using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.Compat.Tests.Compression;

public sealed class CompressionProviderTests
{
    private static readonly byte[] Message = [.. Enumerable.Repeat((byte)7, 5000)];

    public static TheoryData<string> Names => ["gzip", "deflate"];

    [Theory]
    [MemberData(nameof(Names))]
    public void EncodingName_EachProvider_IsTheNameOnTheWire(string name) =>
        Assert.Equal(name, Create(name).EncodingName);

    [Theory]
    [MemberData(nameof(Names))]
    public void Streams_WrittenAndRead_GiveTheMessageBack(string name)
    {
        var provider = Create(name);

        var compressed = Compress(provider, Message, CompressionLevel.Optimal);

        Assert.InRange(compressed.Length, 1, Message.Length / 10);
        Assert.Equal(Message, Decompress(provider, compressed));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CreateCompressionStream_NothingWritten_IsStillAWellFormedMessage(string name)
    {
        var provider = Create(name);

        var compressed = Compress(provider, [], compressionLevel: null);

        Assert.NotEmpty(compressed);
        Assert.Empty(Decompress(provider, compressed));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CreateCompressionStream_NoLevel_UsesTheProvidersOwn(string name)
    {
        var stored = Compress(Create(name, CompressionLevel.NoCompression), Message, compressionLevel: null);
        var chosen = Compress(Create(name, CompressionLevel.NoCompression), Message, CompressionLevel.Fastest);

        Assert.True(stored.Length >= Message.Length);
        Assert.True(chosen.Length < Message.Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CreateCompressionStream_Disposed_LeavesTheTargetOpen(string name)
    {
        using var target = new MemoryStream();

        Create(name).CreateCompressionStream(target, null).Dispose();

        Assert.True(target.CanWrite);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CreateDecompressionStream_DamagedMessage_Throws(string name) =>
        Assert.Throws<InvalidDataException>(() => Decompress(Create(name), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));

    // zlib starts with its own header: CMF 0x78, and a two-byte value that is a multiple of 31 (RFC 1950, 2.2).
    [Fact]
    public void CreateCompressionStream_Deflate_IsTheZlibFormat()
    {
        var compressed = Compress(Create("deflate"), Message, CompressionLevel.Fastest);

        Assert.Equal(0x78, compressed[0]);
        Assert.Equal(0, ((compressed[0] << 8) | compressed[1]) % 31);
    }

    private static ICompressionProvider Create(string name, CompressionLevel level = CompressionLevel.Fastest) =>
        string.Equals(name, "gzip", StringComparison.Ordinal)
            ? new GzipCompressionProvider(level)
            : new DeflateCompressionProvider(level);

    private static byte[] Compress(ICompressionProvider provider, byte[] message, CompressionLevel? compressionLevel)
    {
        using var target = new MemoryStream();
        using (var stream = provider.CreateCompressionStream(target, compressionLevel))
        {
            stream.Write(message);
        }
        return target.ToArray();
    }

    private static byte[] Decompress(ICompressionProvider provider, byte[] compressed)
    {
        using var target = new MemoryStream();
        using var source = new MemoryStream(compressed);
        using var stream = provider.CreateDecompressionStream(source);
        stream.CopyTo(target);
        return target.ToArray();
    }
}
