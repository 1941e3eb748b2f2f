namespace Chat.Sessions.Sweeps;

internal static partial class SweepLog
{
    [LoggerMessage(5401, LogLevel.Information, "{Count} conversations were ended by time.")]
    public static partial void Swept(ILogger logger, int count);

    [LoggerMessage(5402, LogLevel.Warning, "Conversations could not be swept; the next turn tries again.")]
    public static partial void Failed(ILogger logger, Exception exception);

    [LoggerMessage(
        5403,
        LogLevel.Warning,
        "Who was expected back cannot be asked; nobody is taken for gone until the next turn."
    )]
    public static partial void AbsencesUnknown(ILogger logger, Exception exception);

    [LoggerMessage(5404, LogLevel.Information, "A customer who left could not be noted as expected back.")]
    public static partial void AbsenceNotNoted(ILogger logger, Exception exception);

    [LoggerMessage(
        5405,
        LogLevel.Error,
        "Conversations of tenant {TenantId} could not be looked through ({Rule}); the next sweep tries again."
    )]
    public static partial void TurnFailed(ILogger logger, Exception exception, Guid tenantId, string rule);

    [LoggerMessage(
        5406,
        LogLevel.Error,
        "Conversation {ConversationId} of tenant {TenantId} could not be ended; the next sweep tries again."
    )]
    public static partial void EndFailed(ILogger logger, Exception exception, Guid conversationId, Guid tenantId);
}
