namespace Chat.Inference.Ledger;

/// <summary>What the ledger reports. Event ids 2300 to 2399.</summary>
internal sealed partial class LedgerLog(ILogger<LedgerLog> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>No event will repeat the booking, and it cannot wait any longer, or would be refused again.</summary>
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

    /// <summary>The database is away; what was used is booked when it is back.</summary>
    [LoggerMessage(
        EventId = 2302,
        Level = LogLevel.Warning,
        Message = "Usages of {Waiting} replies wait for the ledger ({Fault}); next try in {Delay}."
    )]
    public partial void BookingsWait(int waiting, string fault, TimeSpan delay);
}
