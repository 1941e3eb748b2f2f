using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;
using Aspire.Hosting.State;

namespace Aspire.Hosting.Orchestration;

/// <summary>What all supervisors of an application share.</summary>
internal sealed record SupervisorContext(
    ResourceNotificationService Notifications,
    ResourceLoggerService Logs,
    ProcessLauncher Launcher,
    DependencyWaiter Dependencies,
    StateFolder State,
    EndpointPlan Endpoints,
    TimeProvider Time
)
{
    /// <summary>Told of an instance that cannot be started: its id and the reason.</summary>
    public required Action<string, string> StartFailed { get; init; }
}
