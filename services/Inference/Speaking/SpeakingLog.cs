namespace Chat.Inference.Speaking;

/// <summary>What speaking reports; never any text of a reply. Event ids 2100 to 2199.</summary>
internal sealed partial class SpeakingLog(ILogger<SpeakingLog> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>A call to Sessions broke and is opened again.</summary>
    [LoggerMessage(
        EventId = 2100,
        Level = LogLevel.Warning,
        Message = "The call that speaks reply {ReplyId} broke with {Code} and is opened again."
    )]
    public partial void SpeakBroke(string replyId, string code);
}
