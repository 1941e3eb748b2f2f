using Grpc.Core;

namespace Grpc.Compat.Tests.Doubles;

/// <summary>A stream of the given messages, which remembers the last token it was read with.</summary>
internal sealed class ListStreamReader<T>(IReadOnlyList<T> messages) : IAsyncStreamReader<T>
{
    private int _next;

    public T Current => messages[_next - 1];

    public CancellationToken LastToken { get; private set; }

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        LastToken = cancellationToken;
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<bool>(cancellationToken);
        }
        return Task.FromResult(_next++ < messages.Count);
    }
}
