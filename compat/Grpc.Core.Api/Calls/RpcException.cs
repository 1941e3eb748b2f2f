namespace Grpc.Core;

/// <summary>A call that did not end with <see cref="Core.StatusCode.OK"/>.</summary>
/// <remarks>
/// Thrown by the client for every failed call. Thrown by a server method, it ends the call with its status and
/// trailers.
/// </remarks>
public class RpcException : Exception
{
    /// <summary>A failure whose message is the text of <paramref name="status"/>.</summary>
    public RpcException(Status status)
        : this(status, Metadata.Empty, status.ToString()) { }

    /// <summary>A failure with its own exception message, which stays in this process.</summary>
    public RpcException(Status status, string message)
        : this(status, Metadata.Empty, message) { }

    /// <summary>A failure with trailers.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="trailers"/> is null.</exception>
    public RpcException(Status status, Metadata trailers)
        : this(status, trailers, status.ToString()) { }

    /// <summary>A failure with trailers and its own exception message, which stays in this process.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="trailers"/> is null.</exception>
    public RpcException(Status status, Metadata trailers, string message)
        : base(message, status.DebugException)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        Status = status;
        Trailers = trailers;
    }

    /// <summary>How the call ended.</summary>
    public Status Status { get; }

    /// <summary>The code of <see cref="Status"/>, for <c>when</c> filters.</summary>
    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>The trailers the server sent (client) or shall send (server); empty, never null.</summary>
    public Metadata Trailers { get; }
}
