namespace Chat.Gateway.Chat;

/// <summary>The one table from the end of a stream to what its reader is told and to the WebSocket's close code.</summary>
internal static class StreamEndTable
{
    private static readonly StreamFault Silent = new(
        "reply_silent",
        "Nothing was heard of the reply for a while. Open the stream again with the id of the last event.",
        Retryable: true
    );

    private static readonly StreamFault Nothing = new(
        "reply_failed",
        "The answer came to nothing. Ask again.",
        Retryable: true
    );

    private static readonly StreamFault Unavailable = new(
        "unavailable",
        "A part of the service is away. Open the stream again with the id of the last event.",
        Retryable: true
    );

    private static readonly StreamFault Failed = new(
        "internal_error",
        "The answer could not be streamed.",
        Retryable: true
    );

    private static readonly StreamFault Late = new(
        "deadline_exceeded",
        "The answer did not come in time. Open the stream again with the id of the last event.",
        Retryable: true
    );

    private static readonly StreamFault Stopping = new(
        "server_stopping",
        "This server is being stopped. Open the stream again with the id of the last event.",
        Retryable: true
    );

    private static readonly StreamFault Refused = new(
        "token_invalid",
        "What this stream was opened with was revoked or has run out. Open it again with a new one and the last id.",
        Retryable: false
    );

    /// <summary>What to write as the last event; null when there is nothing to say or nobody to read it.</summary>
    public static StreamFault? ToFault(StreamEnd end) =>
        end switch
        {
            StreamEnd.Completed or StreamEnd.Follow or StreamEnd.ClientGone or StreamEnd.ClientTooSlow => null,
            StreamEnd.Silent => Silent,
            StreamEnd.Nothing => Nothing,
            StreamEnd.UpstreamUnavailable => Unavailable,
            StreamEnd.UpstreamFailed => Failed,
            StreamEnd.DeadlineExceeded => Late,
            StreamEnd.CredentialRefused => Refused,
            StreamEnd.ServerStopping => Stopping,
            _ => throw new ArgumentOutOfRangeException(nameof(end), end, "The table has no row for it."),
        };
}
