namespace Chat.ServiceDefaults.Data;

/// <summary>Whether the service's database has been migrated by this process; wait for it before using the database in the background.</summary>
public sealed class DatabaseReadiness
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the schema is up to date.</summary>
    public bool IsReady => ready.Task.IsCompletedSuccessfully;

    /// <summary>Why the last try to migrate failed, in words without secrets; null when none failed.</summary>
    public string? LastFault { get; private set; }

    /// <summary>Waits until the schema is up to date.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task.</returns>
    public Task WaitAsync(CancellationToken cancellationToken) => ready.Task.WaitAsync(cancellationToken);

    internal void SetReady()
    {
        LastFault = null;
        ready.TrySetResult();
    }

    internal void SetFault(string fault) => LastFault = fault;
}
