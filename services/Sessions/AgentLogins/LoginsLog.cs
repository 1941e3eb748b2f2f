namespace Chat.Sessions.AgentLogins;

/// <summary>Log messages of AgentLogins/: event ids 3400 to 3409.</summary>
internal static partial class LoginsLog
{
    [LoggerMessage(
        3400,
        LogLevel.Warning,
        "A refresh token of login {LoginId} was shown after it had been replaced: the login of agent {AgentId} is ended."
    )]
    public static partial void TokenReused(ILogger logger, Guid loginId, Guid agentId);

    [LoggerMessage(3401, LogLevel.Information, "The configured admin {AgentId} was made.")]
    public static partial void AdminMade(ILogger logger, Guid agentId);

    [LoggerMessage(3402, LogLevel.Warning, "The configured admin could not be written; next try in {Interval}.")]
    public static partial void AdminFailed(ILogger logger, Exception exception, TimeSpan interval);
}
