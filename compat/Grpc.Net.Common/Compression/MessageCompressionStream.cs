namespace Grpc.Net.Compression;

/// <summary>
/// A compressing stream whose output is well-formed even when nothing was written to it. The runtime's streams then
/// write nothing at all, which zlib-based peers (grpc-js for one) refuse as a truncated message. The official providers
/// hand the runtime's streams out as they are; this is the one thing ours do on top.
/// </summary>
internal sealed class MessageCompressionStream(Stream compressor, Stream target, byte[] emptyMessage) : Stream
{
    private bool _written;
    private bool _disposed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_disposed;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _written |= !buffer.IsEmpty;
        compressor.Write(buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _written |= !buffer.IsEmpty;
        return compressor.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => compressor.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            compressor.Dispose();
            if (!_written)
            {
                target.Write(emptyMessage);
            }
        }

        base.Dispose(disposing);
    }
}
