namespace Chat.Sessions.Sla;

internal static partial class SlaLog
{
    [LoggerMessage(6101, LogLevel.Warning, "Targets could not be judged; the next sweep tries again.")]
    public static partial void SweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        6102,
        LogLevel.Error,
        "Targets of conversation {ConversationId} of tenant {TenantId} could not be judged; a later sweep tries again."
    )]
    public static partial void JudgementFailed(ILogger logger, Exception exception, Guid conversationId, Guid tenantId);
}
