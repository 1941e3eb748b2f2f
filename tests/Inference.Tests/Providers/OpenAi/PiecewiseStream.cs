namespace Chat.Inference.Providers.OpenAi;

/// <summary>Gives its bytes a few at a time, as a network might.</summary>
internal sealed class PiecewiseStream(byte[] bytes, int size) : MemoryStream(bytes, writable: false)
{
    public int Reads { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Reads++;
        await Task.Yield();
        return Read(buffer.Span[..Math.Min(size, buffer.Length)]);
    }
}
