using Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Live;

/// <summary>Where a subscription's answers go; waits while the reader is behind.</summary>
internal interface ILogSink
{
    Task SubscribedAsync(long epoch, bool reset, CancellationToken cancellationToken);

    /// <summary>The list is reused by the caller once the task is done.</summary>
    Task EntriesAsync(long epoch, IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken);

    /// <summary>As above.</summary>
    Task SignalsAsync(IReadOnlyList<Signal> signals, CancellationToken cancellationToken);
}
