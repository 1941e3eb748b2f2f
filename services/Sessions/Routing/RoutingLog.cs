namespace Chat.Sessions.Routing;

internal static partial class RoutingLog
{
    [LoggerMessage(
        6003,
        LogLevel.Warning,
        "The queue of tenant {TenantId} could not be looked after; the sweep tries again."
    )]
    public static partial void RoundFailed(ILogger logger, Exception exception, Guid tenantId);

    [LoggerMessage(6004, LogLevel.Warning, "The sweep of the queues failed; the next one tries again.")]
    public static partial void SweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(6005, LogLevel.Debug, "Conversation {ConversationId} was not assigned: {Code}.")]
    public static partial void NotAssigned(ILogger logger, Guid conversationId, string code);

    [LoggerMessage(6006, LogLevel.Information, "{Count} conversations of vanished agent {AgentId} wait again.")]
    public static partial void Requeued(ILogger logger, Guid agentId, int count);

    [LoggerMessage(
        6007,
        LogLevel.Warning,
        "Whether agents of tenant {TenantId} are online could not be read; the last known answer holds."
    )]
    public static partial void PresenceUnknown(ILogger logger, Exception exception, Guid tenantId);

    [LoggerMessage(6008, LogLevel.Warning, "The figures of tenant {TenantId} could not be told.")]
    public static partial void StatsFailed(ILogger logger, Exception exception, Guid tenantId);

    [LoggerMessage(6009, LogLevel.Warning, "Conversation {ConversationId} could not be queued: {Code}.")]
    public static partial void NotQueued(ILogger logger, Guid conversationId, string code);

    [LoggerMessage(
        6010,
        LogLevel.Error,
        "Conversation {ConversationId} of tenant {TenantId} could not be moved; the next round tries again."
    )]
    public static partial void StepFailed(ILogger logger, Exception exception, Guid conversationId, Guid tenantId);
}
