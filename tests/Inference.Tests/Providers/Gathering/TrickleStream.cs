namespace Chat.Inference.Providers.Gathering;

/// <summary>Brings no more with one read than a bound, however much is there: as TLS brings a record.</summary>
internal sealed class TrickleStream(Stream inner, int mostOfARead) : MemoryStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer[..Math.Min(mostOfARead, buffer.Length)], cancellationToken);
}
