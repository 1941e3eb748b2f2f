namespace Grpc.Core;

/// <summary>Where a client channel stands. The numbers are the ones gRPC uses everywhere.</summary>
public enum ConnectivityState
{
    /// <summary>No connection, and none is being made until a call or a request to connect comes.</summary>
    Idle,

    /// <summary>A connection is being made; calls wait for it.</summary>
    Connecting,

    /// <summary>Calls are sent at once.</summary>
    Ready,

    /// <summary>The last attempt failed and the next one waits its turn; calls fail unless they wait for readiness.</summary>
    TransientFailure,

    /// <summary>The channel was shut down for good.</summary>
    Shutdown,
}
