namespace Chat.Inference.Ledger;

/// <summary>What the ledger reports. Event ids 2300 to 2399.</summary>
internal sealed partial class LedgerLog(ILogger<LedgerLog> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>The database is away.</summary>
    [LoggerMessage(
        EventId = 2300,
        Level = LogLevel.Warning,
        Message = "The usage ledger cannot be reached ({Fault}); the booking is tried again."
    )]
    public partial void LedgerAway(string fault);

    /// <summary>Too many bookings wait.</summary>
    [LoggerMessage(
        EventId = 2301,
        Level = LogLevel.Error,
        Message = "The usage of reply {ReplyId} is not in the ledger, because too many bookings are waiting."
    )]
    public partial void BookingDropped(Guid replyId);
}
