namespace Chat.Sessions.Tests.Attachments;

/// <summary>Bytes that come a part at a time; before each part but the first, and before the end, something happens.</summary>
internal sealed class PacedStream(byte[] bytes, int partBytes, Func<Task> betweenAsync) : MemoryStream(bytes)
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position > 0)
        {
            await betweenAsync();
        }

        return Read(buffer.Span[..Math.Min(buffer.Length, partBytes)]);
    }
}
