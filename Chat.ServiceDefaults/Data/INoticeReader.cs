namespace Chat.ServiceDefaults.Data;

/// <summary>Acts on what transactions of the service's database tell with Postgres' <c>notify</c>, on whatever instance.</summary>
public interface INoticeReader
{
    /// <summary>Channels to hear: lower case letters, digits and underscores.</summary>
    IReadOnlyList<string> Channels { get; }

    /// <summary>
    /// How often <see cref="CatchUpAsync"/> is run besides, for a connection that is dead without knowing it; default
    /// never. At least a second.
    /// </summary>
    TimeSpan CatchUpInterval => Timeout.InfiniteTimeSpan;

    /// <summary>Takes one notice. Notices of one reader come one by one, and the others wait: never blocks, never throws.</summary>
    /// <param name="payload">Anybody who may connect can send one, so nothing is taken for granted.</param>
    /// <returns>False: it makes no sense; then <see cref="CatchUpAsync"/> follows.</returns>
    bool Hear(string payload);

    /// <summary>Notices may have been missed: the listener has just begun, or began anew.</summary>
    /// <param name="cancellationToken">The service stops.</param>
    /// <returns>A task; while it runs notices wait, so that none is acted on too early.</returns>
    Task CatchUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
