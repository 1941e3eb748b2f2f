namespace Chat.Inference.Intake;

/// <summary>Log messages of answers that are made late.</summary>
internal sealed partial class LateAnswersLog(ILogger<LateAnswersLog> logger)
{
    /// <summary>Too many at once.</summary>
    [LoggerMessage(
        4500,
        LogLevel.Warning,
        "An answer in conversation {ConversationId} that was lost has to wait until it is asked for again."
    )]
    public partial void NoRoom(string conversationId);

    /// <summary>The store took it for nothing to be answered.</summary>
    [LoggerMessage(
        4501,
        LogLevel.Information,
        "An answer in conversation {ConversationId} that was lost cannot be made ({Code})."
    )]
    public partial void Refused(string conversationId, string code);

    /// <summary>Something else.</summary>
    [LoggerMessage(
        4502,
        LogLevel.Error,
        "An answer in conversation {ConversationId} that was lost could not be made; it is asked for again."
    )]
    public partial void Failed(Exception exception, string conversationId);
}
