namespace Chat.ServiceDefaults.Outbox;

/// <summary>Where the relay's events go; the bus, or a fake in tests.</summary>
internal interface IEventPublisher
{
    /// <summary>Whether publishing can be tried now.</summary>
    bool IsReady { get; }

    /// <summary>
    /// Begins to publish one event. Calls that follow each other must arrive in their order. The task ends when the
    /// broker has confirmed it.
    /// </summary>
    Task PublishAsync(OutboxRow row, CancellationToken cancellationToken);
}
