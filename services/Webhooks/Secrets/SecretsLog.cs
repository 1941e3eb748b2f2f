namespace Chat.Webhooks.Secrets;

/// <summary>Events 4400 to 4499.</summary>
internal static partial class SecretsLog
{
    [LoggerMessage(
        4400,
        LogLevel.Information,
        "The secrets of {Count} subscriptions were sealed under the present key."
    )]
    public static partial void Resealed(ILogger logger, int count);

    [LoggerMessage(
        4401,
        LogLevel.Error,
        "The secrets of {Count} subscriptions lie under a key that is not configured; add it to "
            + "Webhooks:Secrets:PreviousEncryptionKeys. Their deliveries wait."
    )]
    public static partial void Unreadable(ILogger logger, int count);
}
