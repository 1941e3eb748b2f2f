namespace Grpc.Core;

/// <summary>A stream of outgoing messages. One write at a time.</summary>
/// <typeparam name="T">The message.</typeparam>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the following messages are written; null for the default.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes a message. The task ends when the transport has taken it, so waiting for it is back-pressure.</summary>
    /// <exception cref="InvalidOperationException">The last write is not complete, or the stream is.</exception>
    /// <exception cref="RpcException">On a client, the call failed.</exception>
    Task WriteAsync(T message);

    /// <summary>Writes a message; cancelling ends the whole call, since half a message may be on the wire.</summary>
    /// <exception cref="NotSupportedException">The token can be cancelled and this writer has no support for it.</exception>
    Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            throw new NotSupportedException("This stream writer cannot cancel a write.");
        }
        return WriteAsync(message);
    }
}
