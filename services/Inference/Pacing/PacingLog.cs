using Grpc.Core;

namespace Chat.Inference.Pacing;

/// <summary>Log messages of replies that take their time.</summary>
internal sealed partial class PacingLog(ILogger<PacingLog> logger)
{
    /// <summary>A receipt of the AI was not passed on.</summary>
    [LoggerMessage(4400, LogLevel.Debug, "That the AI has read a message could not be told ({Status}).")]
    public partial void NotMarked(StatusCode status);

    /// <summary>Nobody knows whether a later message is there.</summary>
    [LoggerMessage(
        4401,
        LogLevel.Warning,
        "Whether a later message takes a reply over could not be read ({Status}); it is made."
    )]
    public partial void LaterUnknown(StatusCode status);
}
