namespace Chat.ServiceDefaults.Outbox;

/// <summary>Where the relay's events go; the broker, or a fake in tests.</summary>
internal interface IEventPublisher
{
    /// <summary>Connects unless that is done; throws when the broker is away.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Publishes events in their order and waits until the broker has confirmed all of them. Throwing means that any
    /// of them may or may not have arrived.
    /// </summary>
    Task PublishAsync(IReadOnlyList<StoredEvent> events, CancellationToken cancellationToken);
}
