using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Follows a resource without a process of its own: a database of a server, or somebody else's server.</summary>
internal sealed class LogicalSupervisor(ResourceInstance instance, LogicalWork work, SupervisorContext context)
    : IInstanceSupervisor,
        IDisposable
{
    private static readonly TimeSpan s_retryInterval = TimeSpan.FromSeconds(0.5);

    private CancellationTokenSource? _stop;
    private Task _loop = Task.CompletedTask;

    public ResourceInstance Instance { get; } = instance;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_loop.IsCompleted)
        {
            _stop?.Dispose();
            _stop = new CancellationTokenSource();
            _loop = RunAsync(_stop.Token);
        }
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stop is not null)
        {
            await _stop.CancelAsync();
        }
        await _loop;
    }

    public void Dispose() => _stop?.Dispose();

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            SetState(KnownResourceStates.Waiting);
            await context.Dependencies.WaitAsync(Instance, stop);
            await PrepareAsync(stop);
            SetState(work.StateWhenReady);
            var health = new HealthMonitor(Instance, work.CheckAsync, context.Notifications, context.Time);
            await health.RunAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            SetState(KnownResourceStates.Exited);
        }
    }

    // The server may die between being healthy and being asked; it comes back, and so do we.
    private async Task PrepareAsync(CancellationToken stop)
    {
        while (await work.PrepareAsync(stop) is { } reason)
        {
            context.Logs.For(Instance.Id).Append($"[apphost] {reason}", isError: true);
            await Task.Delay(s_retryInterval, context.Time, stop);
        }
    }

    private void SetState(string state) =>
        context.Notifications.Publish(
            Instance.Resource,
            Instance.Id,
            snapshot => snapshot with { State = state, HealthStatus = null, HealthReports = [] }
        );
}
