namespace Aspire.Hosting.Orchestration;

/// <summary>Keeps one instance as its owner wants it: running or stopped.</summary>
internal interface IInstanceSupervisor
{
    ResourceInstance Instance { get; }

    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Stops the instance; once the token fires, without further patience.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
