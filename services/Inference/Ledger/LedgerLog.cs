namespace Chat.Inference.Ledger;

/// <summary>What the ledger reports. Event ids 2300 to 2399.</summary>
internal sealed partial class LedgerLog(ILogger<LedgerLog> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>The database is away, and no event will repeat the booking.</summary>
    [LoggerMessage(
        EventId = 2301,
        Level = LogLevel.Error,
        Message = "A usage of reply {ReplyId} of tenant {TenantId}, which no message carries, is not in the ledger "
            + "({Fault}): {Provider} {Model}, {InputTokens} tokens in, {OutputTokens} out."
    )]
    public partial void BookingLost(
        Guid replyId,
        Guid tenantId,
        string provider,
        string model,
        long inputTokens,
        long outputTokens,
        string fault
    );
}
