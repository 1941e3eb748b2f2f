namespace Grpc.Core;

/// <summary>A stream of incoming messages. One reader at a time.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message the last successful <see cref="MoveNext"/> brought.</summary>
    T Current { get; }

    /// <summary>Waits for the next message.</summary>
    /// <returns>True when <see cref="Current"/> holds it, false at the end of the stream.</returns>
    /// <exception cref="RpcException">On a client, the call failed.</exception>
    /// <exception cref="InvalidOperationException">The last read is not complete.</exception>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
