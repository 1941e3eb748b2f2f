namespace Chat.Gateway.UserTokens;

internal static partial class UserTokensLog
{
    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Warning,
        Message = "Revoked user tokens cannot be asked for ({Code}); what was known before has to do for a while."
    )]
    public static partial void Away(ILogger logger, string code);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Revoked user tokens are known again.")]
    public static partial void Back(ILogger logger);
}
