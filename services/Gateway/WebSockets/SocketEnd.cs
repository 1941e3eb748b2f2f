namespace Chat.Gateway.WebSockets;

/// <summary>Why a socket ended: phase and party.</summary>
internal enum SocketEnd
{
    /// <summary>The client closed it, or is gone.</summary>
    ClientGone,

    /// <summary>The client did not read in time.</summary>
    ClientTooSlow,

    /// <summary>The client has as many sockets as it may.</summary>
    TooManySockets,

    /// <summary>New visitors come from the client's address too often.</summary>
    RateLimited,

    /// <summary>A frame that is none of the protocol's.</summary>
    BadFrame,

    /// <summary>A frame over the limit.</summary>
    FrameTooLarge,

    /// <summary>The credentials were not accepted.</summary>
    Unauthenticated,

    /// <summary>The page's origin is not allowed.</summary>
    Forbidden,

    /// <summary>No credentials came in time.</summary>
    AuthTimeout,

    /// <summary>Keys cannot be checked now.</summary>
    UpstreamUnavailable,

    /// <summary>This instance is being stopped.</summary>
    ServerStopping,
}
