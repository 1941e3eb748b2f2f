namespace Grpc.Core;

/// <summary>What one call is made with. Immutable: each <c>With</c> method answers a changed copy.</summary>
public struct CallOptions
{
    private bool _waitForReady;

    /// <summary>Options of a call; everything may be left out.</summary>
    /// <param name="headers">Request metadata, or null for none.</param>
    /// <param name="deadline">The instant (UTC) after which the call fails with <see cref="StatusCode.DeadlineExceeded"/>; null waits for ever.</param>
    /// <param name="cancellationToken">Cancels the call here and on the server.</param>
    /// <param name="writeOptions">How messages are written; null means <see cref="Core.WriteOptions.Default"/>.</param>
    /// <param name="propagationToken">Ties this call to the server call it is made in.</param>
    /// <param name="credentials">Credentials of this call, added to the channel's own.</param>
    public CallOptions(
        Metadata? headers = null,
        DateTime? deadline = null,
        CancellationToken cancellationToken = default,
        WriteOptions? writeOptions = null,
        ContextPropagationToken? propagationToken = null,
        CallCredentials? credentials = null
    )
    {
        Headers = headers;
        Deadline = deadline;
        CancellationToken = cancellationToken;
        WriteOptions = writeOptions;
        PropagationToken = propagationToken;
        Credentials = credentials;
        _waitForReady = false;
    }

    /// <summary>Request metadata, or null.</summary>
    public Metadata? Headers { get; private set; }

    /// <summary>The instant (UTC) after which the call fails, or null for no deadline.</summary>
    public DateTime? Deadline { get; private set; }

    /// <summary>Cancels the call.</summary>
    public CancellationToken CancellationToken { get; private set; }

    /// <summary>How messages are written, or null for the default.</summary>
    public WriteOptions? WriteOptions { get; private set; }

    /// <summary>The server call this call belongs to, or null.</summary>
    public ContextPropagationToken? PropagationToken { get; private set; }

    /// <summary>Credentials of this call alone, or null.</summary>
    public CallCredentials? Credentials { get; private set; }

    /// <summary>True: wait for a connection until the deadline. False: fail at once when there is none.</summary>
    public readonly bool IsWaitForReady => _waitForReady;

    /// <summary>A copy with other headers.</summary>
    public readonly CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    /// <summary>A copy with another deadline (UTC).</summary>
    public readonly CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    /// <summary>A copy with another cancellation token.</summary>
    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken) =>
        this with
        {
            CancellationToken = cancellationToken,
        };

    /// <summary>A copy with other write options.</summary>
    public readonly CallOptions WithWriteOptions(WriteOptions writeOptions) =>
        this with
        {
            WriteOptions = writeOptions,
        };

    /// <summary>A copy tied to a server call.</summary>
    public readonly CallOptions WithPropagationToken(ContextPropagationToken propagationToken) =>
        this with
        {
            PropagationToken = propagationToken,
        };

    /// <summary>A copy with credentials of its own.</summary>
    public readonly CallOptions WithCredentials(CallCredentials credentials) => this with { Credentials = credentials };

    /// <summary>A copy that waits for a connection, or one that does not.</summary>
    public readonly CallOptions WithWaitForReady(bool waitForReady = true) =>
        this with
        {
            _waitForReady = waitForReady,
        };
}
