namespace Chat.Sessions.Tests.Attachments;

/// <summary>Keeps what is written; behind the first write something happens.</summary>
internal sealed class FollowedStream(Func<Task> afterFirstAsync) : MemoryStream
{
    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        var isFirst = Length == 0;
        Write(buffer.Span);
        if (isFirst)
        {
            await afterFirstAsync();
        }
    }
}
