namespace Chat.Sessions.Unanswered;

internal static partial class UnansweredLog
{
    [LoggerMessage(5601, LogLevel.Information, "The AI failed in conversation {ConversationId}: people are asked.")]
    public static partial void HandedOver(ILogger logger, Guid conversationId);

    [LoggerMessage(
        5602,
        LogLevel.Warning,
        "The AI failed in conversation {ConversationId}, and there are no people to be asked."
    )]
    public static partial void NobodyAsked(ILogger logger, Guid conversationId);

    [LoggerMessage(
        5603,
        LogLevel.Debug,
        "The AI failed in conversation {ConversationId}, which cannot be queued ({Code})."
    )]
    public static partial void NotHandedOver(ILogger logger, Guid conversationId, string code);

    [LoggerMessage(
        5604,
        LogLevel.Warning,
        "People could not be asked in conversation {ConversationId}, where the AI failed; the next sweep looks at it again."
    )]
    public static partial void HandOverFailed(ILogger logger, Exception exception, Guid conversationId);

    [LoggerMessage(5605, LogLevel.Warning, "The AI is asked again for {Count} answers that were lost.")]
    public static partial void AskedAgain(ILogger logger, int count);

    [LoggerMessage(
        5606,
        LogLevel.Error,
        "Unanswered questions of tenant {TenantId} could not be looked for; the next sweep tries again."
    )]
    public static partial void LookFailed(ILogger logger, Exception exception, Guid tenantId);
}
