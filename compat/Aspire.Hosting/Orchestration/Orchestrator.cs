using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Aspire.Hosting.Processes;
using Aspire.Hosting.Projects;
using Aspire.Hosting.State;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Brings the application up, keeps it up, and takes it down in order.</summary>
/// <remarks>
/// 1. Take the state folder, end what a crash left. 2. Refuse what cannot work. 3. Give every endpoint its address.
/// 4. Start one supervisor per instance; each waits for what it needs. Until 4 nothing runs, so a refusal leaves
/// nothing half-started. Stopping goes against the dependencies, so that nobody loses a server he still uses.
/// </remarks>
internal sealed class Orchestrator(
    IResourceCollection resources,
    OrchestratorOptions options,
    IHostEnvironment environment,
    Assembly? appHost,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    IHostApplicationLifetime lifetime
) : IHostedService, IAsyncDisposable
{
    // Ctrl+C to the last process gone within 15 s: projects get the first part, servers the rest.
    private static readonly TimeSpan s_projectsPatience = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan s_wholePatience = TimeSpan.FromSeconds(13);

    // A kill of our parent is noticed after up to 1 s, and nothing may be left after 10 s.
    private static readonly TimeSpan s_projectsPatienceInAHurry = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_wholePatienceInAHurry = TimeSpan.FromSeconds(7);

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly List<IInstanceSupervisor> _supervisors = [];
    private readonly List<EndpointProxy> _proxies = [];
    private readonly TaskCompletionSource _allHealthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StateFolder? _state;
    private ProcessLauncher? _launcher;
    private HttpMessageInvoker? _http;
    private int _disposed;
    private int _stopped;
    private bool _hurried;

    /// <summary>Why the application could not be started, once that is certain.</summary>
    public string? Failure { get; private set; }

    /// <summary>Ends when every resource was healthy for the first time.</summary>
    public Task AllHealthy => _allHealthy.Task;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Preflight.RefuseWhatCannotStart([.. resources]);
        _state = StateFolder.Open(options.StateFolder);
        await OrphanSweep.RunAsync(_state.Path, cancellationToken);
        await Preflight.RefuseDeadConnectionsAsync([.. resources], _time, cancellationToken);
        var ports = new PortAllocator();
        var plan = new EndpointPlan(ports, options.RandomizePorts);
        var instances = PlanInstances(plan);
        _launcher = new ProcessLauncher();
        var factory = CreateFactory(_state, _launcher, ports, plan);
        _supervisors.AddRange(instances.Select(factory.Create).OfType<IInstanceSupervisor>());
        foreach (var supervisor in _supervisors)
        {
            PublishInitial(supervisor.Instance);
        }
        foreach (var supervisor in _supervisors.Where(s => !IsExplicit(s)))
        {
            await supervisor.StartAsync(cancellationToken);
        }
        _ = WatchForAllHealthyAsync(lifetime.ApplicationStopping);
    }

    /// <summary>Makes the coming stop short: whoever started us is gone, and nothing of us may stay.</summary>
    public void Hurry() => _hurried = true;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 1)
        {
            return;
        }
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var projects = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        whole.CancelAfter(_hurried ? s_wholePatienceInAHurry : s_wholePatience);
        projects.CancelAfter(_hurried ? s_projectsPatienceInAHurry : s_projectsPatience);
        foreach (var group in new DependencyGraph(resources).StopOrder())
        {
            var members = _supervisors.Where(supervisor => group.Contains(supervisor.Instance.Resource));
            await Task.WhenAll(
                members.Select(supervisor =>
                    supervisor.StopAsync(
                        supervisor.Instance.Resource is ContainerResource ? whole.Token : projects.Token
                    )
                )
            );
        }
    }

    public async Task<ExecuteCommandResult> ExecuteAsync(
        string resourceId,
        string commandName,
        CancellationToken cancellationToken
    )
    {
        var targets = _supervisors.FindAll(supervisor => Is(supervisor.Instance, resourceId));
        if (targets.Count == 0)
        {
            return new ExecuteCommandResult { Success = false, ErrorMessage = $"There is no resource '{resourceId}'." };
        }
        Func<IInstanceSupervisor, Task>? command = commandName switch
        {
            "start" => StartAgainAsync,
            "stop" => supervisor => supervisor.StopAsync(CancellationToken.None),
            "restart" => RestartAsync,
            _ => null,
        };
        if (command is null)
        {
            return new ExecuteCommandResult { Success = false, ErrorMessage = $"There is no command '{commandName}'." };
        }
        // Who asked may leave: what was begun is done all the same, with all the time a clean stop takes.
        await Task.WhenAll(targets.Select(command)).WaitAsync(cancellationToken);
        return new ExecuteCommandResult { Success = true };
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }
        await StopAsync(CancellationToken.None);
        foreach (var disposable in _supervisors.OfType<IDisposable>())
        {
            disposable.Dispose();
        }
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }
        _http?.Dispose();
        _launcher?.Dispose();
        _state?.Dispose();
        if (options.DisposableState && _state is not null && Directory.Exists(_state.Path))
        {
            Directory.Delete(_state.Path, recursive: true);
        }
    }

    private static bool Is(ResourceInstance instance, string resourceId) =>
        string.Equals(instance.Id, resourceId, StringComparison.OrdinalIgnoreCase)
        || string.Equals(instance.Resource.Name, resourceId, StringComparison.OrdinalIgnoreCase);

    private static bool IsExplicit(IInstanceSupervisor supervisor) =>
        supervisor.Instance.Resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();

    private async Task RestartAsync(IInstanceSupervisor supervisor)
    {
        await supervisor.StopAsync(CancellationToken.None);
        await StartAgainAsync(supervisor);
    }

    // Whatever is started once the application stops would stay.
    private Task StartAgainAsync(IInstanceSupervisor supervisor) =>
        Volatile.Read(ref _stopped) == 1 ? Task.CompletedTask : supervisor.StartAsync(CancellationToken.None);

    // Replicas that were asked for a fixed port would collide, so the plan puts a proxy before them.
    private List<ResourceInstance> PlanInstances(EndpointPlan plan)
    {
        var all = new List<ResourceInstance>();
        foreach (var resource in resources)
        {
            var count = resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
            var instances = Enumerable.Range(0, count).Select(i => new ResourceInstance(resource, i, count)).ToList();
            _proxies.AddRange(
                plan.Apply(resource, instances).Select(route => new EndpointProxy(route, OpenFileLimit.Relays))
            );
            all.AddRange(instances);
        }
        return all;
    }

    private SupervisorFactory CreateFactory(
        StateFolder state,
        ProcessLauncher launcher,
        PortAllocator ports,
        EndpointPlan plan
    )
    {
        _http = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        var context = new SupervisorContext(
            notifications,
            logs,
            launcher,
            new DependencyWaiter(notifications),
            state,
            plan,
            _time
        )
        {
            StartFailed = OnStartFailed,
        };
        return new SupervisorFactory(
            context,
            new EnvironmentComposer(environment.EnvironmentName, state.Path),
            new HttpHealthProbe(_http),
            ports,
            new ProjectOutputs(appHost)
        );
    }

    private void PublishInitial(ResourceInstance instance) =>
        notifications.Publish(
            instance.Resource,
            instance.Id,
            snapshot =>
                snapshot with
                {
                    State = KnownResourceStates.NotStarted,
                    Urls = EndpointPlan.Urls(instance.Resource),
                }
        );

    // Before everything was up once, a part that cannot start means the whole cannot; later, the rest goes on.
    private void OnStartFailed(string instanceId, string reason)
    {
        if (!_allHealthy.Task.IsCompleted)
        {
            Failure ??= $"'{instanceId}' cannot be started. {reason}";
            lifetime.StopApplication();
        }
    }

    private async Task WatchForAllHealthyAsync(CancellationToken cancellationToken)
    {
        var awaited = _supervisors.Where(supervisor => !IsExplicit(supervisor)).Select(s => s.Instance.Resource.Name);
        try
        {
            await Task.WhenAll(
                awaited
                    .Distinct(StringComparer.Ordinal)
                    .Select(name =>
                        notifications.WaitUntilAsync(
                            name,
                            events => events.TrueForAll(e => IsUp(e.Snapshot)) ? events : null,
                            cancellationToken
                        )
                    )
            );
            _allHealthy.TrySetResult();
        }
        catch (OperationCanceledException)
        {
            _allHealthy.TrySetCanceled(cancellationToken);
        }
    }

    private static bool IsUp(CustomResourceSnapshot snapshot) =>
        snapshot.IsHealthy || snapshot.StateText == KnownResourceStates.Finished;
}
