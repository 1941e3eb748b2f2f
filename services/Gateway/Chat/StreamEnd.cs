namespace Chat.Gateway.Chat;

/// <summary>Why a stream ended: phase and party, so that logs and metrics say who broke it.</summary>
internal enum StreamEnd
{
    /// <summary>The reply is complete, or ended with an error the service reported itself.</summary>
    Completed,

    /// <summary>The answer is being made by another call; the log has to be followed.</summary>
    Follow,

    /// <summary>Nothing was heard of a followed reply for a while: whoever made it may be gone.</summary>
    Silent,

    /// <summary>A followed reply came to nothing.</summary>
    Nothing,

    /// <summary>The client closed the connection.</summary>
    ClientGone,

    /// <summary>The client did not read in time.</summary>
    ClientTooSlow,

    /// <summary>The service could not be reached, or went away.</summary>
    UpstreamUnavailable,

    /// <summary>The service failed.</summary>
    UpstreamFailed,

    /// <summary>The service did not answer in time.</summary>
    DeadlineExceeded,

    /// <summary>The reader's credential was revoked or has run out.</summary>
    CredentialRefused,

    /// <summary>This instance is being stopped.</summary>
    ServerStopping,
}
