namespace Chat.Webhooks.Subscriptions;

/// <summary>Events 4100 to 4199.</summary>
internal static partial class SubscriptionsLog
{
    [LoggerMessage(4100, LogLevel.Information, "{Synced} of {Configured} configured subscriptions are in force.")]
    public static partial void Synced(ILogger logger, int synced, int configured);

    [LoggerMessage(
        4101,
        LogLevel.Error,
        "{Count} configured subscriptions have the id of another tenant's and are ignored; give them another Id."
    )]
    public static partial void SomeNotSynced(ILogger logger, int count);

    [LoggerMessage(4102, LogLevel.Warning, "The subscriptions could not be read; the ones known stay in force.")]
    public static partial void RefreshFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        4103,
        LogLevel.Warning,
        "A change of a subscription is stored, but could not be read yet; it holds with the next look."
    )]
    public static partial void NotFollowed(ILogger logger, Exception exception);
}
