using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Carries out commands on resources.</summary>
public sealed class ResourceCommandService
{
    private readonly Lazy<Orchestrator> _orchestrator;

    internal ResourceCommandService(Lazy<Orchestrator> orchestrator) => _orchestrator = orchestrator;

    /// <summary>Carries out a command.</summary>
    /// <param name="resource">The resource; all its instances are meant.</param>
    /// <param name="commandName">One of <see cref="KnownResourceCommands"/>.</param>
    /// <param name="cancellationToken">Ends the wait for the result.</param>
    /// <returns>What came of it.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource,
        string commandName,
        CancellationToken cancellationToken = default
    ) => ExecuteCommandAsync(resource.Name, commandName, cancellationToken);

    /// <summary>Carries out a command.</summary>
    /// <param name="resourceId">An instance, or a resource's name for all its instances.</param>
    /// <param name="commandName">One of <see cref="KnownResourceCommands"/>.</param>
    /// <param name="cancellationToken">Ends the wait for the result.</param>
    /// <returns>What came of it.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId,
        string commandName,
        CancellationToken cancellationToken = default
    ) => _orchestrator.Value.ExecuteAsync(resourceId, commandName, cancellationToken);
}
