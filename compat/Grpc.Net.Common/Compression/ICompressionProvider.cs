using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>
/// A way to compress messages. An engine that knows several picks one by the grpc-encoding that the peer accepts.
/// One instance serves all calls at the same time, so implementations keep no state.
/// </summary>
public interface ICompressionProvider
{
    /// <summary>The name on the wire, in grpc-encoding and grpc-accept-encoding. Lower case, for example <c>gzip</c>.</summary>
    string EncodingName { get; }

    /// <summary>Gives a stream that compresses what is written to it.</summary>
    /// <param name="stream">Takes the compressed bytes. It stays open when the returned stream is disposed.</param>
    /// <param name="compressionLevel">How hard to try; <c>null</c> leaves it to the provider.</param>
    /// <returns>A stream to write one whole message to. The message is complete once it is disposed.</returns>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>Gives a stream that decompresses what is read through it.</summary>
    /// <param name="stream">Holds one compressed message.</param>
    /// <returns>A stream to read the message from. Reading throws <see cref="InvalidDataException"/> on damage.</returns>
    Stream CreateDecompressionStream(Stream stream);
}
