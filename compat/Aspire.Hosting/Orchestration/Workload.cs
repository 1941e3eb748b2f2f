namespace Aspire.Hosting.Orchestration;

/// <summary>How the process of one instance is started and asked for its health.</summary>
internal abstract class Workload(ResourceInstance instance)
{
    public ResourceInstance Instance { get; } = instance;

    /// <summary>Whether an exit with code 0 is the end of the work and not a crash.</summary>
    public virtual bool MayFinish => false;

    /// <summary>Heals what a crash left, makes what is missing, and says what to start. Runs before each start.</summary>
    /// <exception cref="DistributedApplicationException">It cannot be started; the message says what to do.</exception>
    public abstract Task<Launch> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Null when healthy, otherwise the reason.</summary>
    public abstract Task<string?> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Runs after the process was stopped for good.</summary>
    public virtual Task CleanUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
