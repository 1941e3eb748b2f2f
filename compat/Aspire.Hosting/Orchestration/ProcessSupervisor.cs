using System.ComponentModel;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Orchestration;

/// <summary>Keeps one process running: waits for what it needs, starts it, watches it, starts it again.</summary>
/// <remarks>
/// Waiting -> Starting -> Running -> (crash) Restarting -> Starting ...;
/// a stop command leads through Stopping to Exited from anywhere, a process that may finish ends in Finished, and one
/// that cannot even be started in FailedToStart.
/// </remarks>
internal sealed class ProcessSupervisor(Workload workload, SupervisorContext context) : IInstanceSupervisor, IDisposable
{
    // A process that ends so often before it was healthy once is broken, not unlucky.
    private const int AttemptsUntilFirstHealthy = 5;

    // What sysexits.h calls a configuration error: the next start would end in the same way.
    private const int WronglyConfigured = 78;
    private const int ShownLastLines = 8;
    private const int SearchedLastLines = 100;

    private readonly SemaphoreSlim _commands = new(1, 1);
    private readonly RestartBackoff _backoff = new();
    private CancellationTokenSource? _stop;
    private CancellationToken _hurry;
    private Task _loop = Task.CompletedTask;
    private bool _wasHealthyOnce;
    private int _restarts;

    public ResourceInstance Instance => workload.Instance;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _commands.WaitAsync(cancellationToken);
        try
        {
            if (_loop.IsCompleted)
            {
                _stop?.Dispose();
                _stop = new CancellationTokenSource();
                _loop = RunAsync(_stop.Token);
            }
        }
        finally
        {
            _commands.Release();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _commands.WaitAsync(CancellationToken.None);
        try
        {
            _hurry = cancellationToken;
            if (_stop is not null)
            {
                await _stop.CancelAsync();
            }
            await _loop;
        }
        finally
        {
            _commands.Release();
        }
    }

    public void Dispose()
    {
        _stop?.Dispose();
        _commands.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            // Only the first time: whoever ran before copes with a server that is away, and should be back before it.
            SetState(KnownResourceStates.Waiting);
            await context.Dependencies.WaitAsync(Instance, stop);
            for (var attempt = 1; ; attempt++)
            {
                var run = await TryRunAsync(stop);
                if (workload.MayFinish && run.ExitCode == 0)
                {
                    SetState(KnownResourceStates.Finished);
                    return;
                }
                if (!_wasHealthyOnce && run.ExitCode == WronglyConfigured)
                {
                    Fail(LastLines());
                    return;
                }
                if (!_wasHealthyOnce && attempt >= AttemptsUntilFirstHealthy)
                {
                    Fail($"It ended {attempt} times without having been healthy once. {LastLines()}");
                    return;
                }
                await PauseAsync(run, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await workload.CleanUpAsync(CancellationToken.None);
            SetState(KnownResourceStates.Exited);
        }
        catch (Exception exception) when (IsObstacle(exception))
        {
            Fail(exception.Message);
        }
    }

    // What was healthy once is set up well: what keeps it from starting again (no memory for a process, a full disk) passes.
    private async Task<FinishedRun> TryRunAsync(CancellationToken stop)
    {
        try
        {
            return await RunOnceAsync(stop);
        }
        catch (Exception exception) when (_wasHealthyOnce && IsObstacle(exception))
        {
            context.Logs.For(Instance.Id).Append($"[apphost] {exception.Message}", isError: true);
            return new FinishedRun(ExitCode: null, HealthyFor: TimeSpan.Zero);
        }
    }

    // The program is not as it has to be, the state folder went away, the disk filled up under us, or the kernel has no
    // process or socket left to give.
    private static bool IsObstacle(Exception exception) =>
        exception is DistributedApplicationException or IOException or UnauthorizedAccessException or Win32Exception;

    private async Task<FinishedRun> RunOnceAsync(CancellationToken stop)
    {
        SetState(KnownResourceStates.Starting);
        var log = context.Logs.For(Instance.Id);
        RenewPorts(log);
        var launch = await workload.PrepareAsync(stop);
        using var file = new ResourceLogFile(context.State.Logs, Instance.Id);
        using var process = await context.Launcher.LaunchAsync(
            launch.Request,
            (line, isError) =>
            {
                log.Append(line, isError);
                file.Append(line);
            }
        );
        PublishRunning(process, launch);
        var health = new HealthMonitor(Instance, workload.CheckAsync, context.Notifications, context.Time);
        var exitCode = await WatchAsync(process, health, stop);
        PublishEnded(exitCode);
        _wasHealthyOnce |= health.HealthyFor > TimeSpan.Zero;
        stop.ThrowIfCancellationRequested();
        return new FinishedRun(exitCode, health.HealthyFor);
    }

    // Between the choice of a port and the start, or the crash and the start, another program may have taken it.
    private void RenewPorts(ResourceLog log)
    {
        foreach (var port in context.Endpoints.Renew(Instance, mayChange: !_wasHealthyOnce))
        {
            log.Append($"[apphost] Port {port}, which it needs, is taken (ss -ltnp shows by whom).", isError: true);
        }
        context.Notifications.Publish(
            Instance.Resource,
            Instance.Id,
            snapshot => snapshot with { Urls = EndpointPlan.Urls(Instance.Resource) }
        );
    }

    private async Task<int> WatchAsync(SupervisedProcess process, HealthMonitor health, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var monitoring = health.RunAsync(ended.Token);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(stopped.SetResult);
        await Task.WhenAny(process.Exited, stopped.Task);
        await ended.CancelAsync();
        await monitoring.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stop.IsCancellationRequested)
        {
            SetState(KnownResourceStates.Stopping);
            return await process.StopAsync(_hurry);
        }
        return await process.EndAsync(CancellationToken.None);
    }

    private async Task PauseAsync(FinishedRun run, CancellationToken stop)
    {
        var pause = _backoff.Next(run.HealthyFor);
        var end = run.ExitCode is { } exitCode ? $"It ended with exit code {exitCode}" : "It could not be started";
        _restarts++;
        context
            .Logs.For(Instance.Id)
            .Append($"[apphost] {end}; it is started again in {pause.TotalSeconds} s.", isError: true);
        context.Notifications.Publish(
            Instance.Resource,
            Instance.Id,
            snapshot =>
                snapshot.WithProperty("restarts", _restarts) with
                {
                    State = new ResourceStateSnapshot(KnownResourceStates.Restarting, "warning"),
                }
        );
        await Task.Delay(pause, context.Time, stop);
    }

    private void Fail(string reason)
    {
        context.Logs.For(Instance.Id).Append($"[apphost] {reason}", isError: true);
        context.Notifications.Publish(
            Instance.Resource,
            Instance.Id,
            snapshot =>
                snapshot.WithProperty("reason", reason) with
                {
                    State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, "error"),
                }
        );
        context.StartFailed(Instance.Id, reason);
    }

    // Of an exception the message tells; the frames below it would push it out of sight, and so would structured logs,
    // and what each of several starts said alike.
    private string LastLines()
    {
        var lines = context
            .Logs.For(Instance.Id)
            .Tail(SearchedLastLines)
            .Where(line => !line.TrimStart().StartsWith("at ", StringComparison.Ordinal))
            .ToList();
        var plain = lines.Where(line => line is not (['{', ..] or ['[', 'a', 'p', 'p', 'h', 'o', 's', 't', ']', ..]));
        var shown = plain
            .Distinct(StringComparer.Ordinal)
            .DefaultIfEmpty(lines.LastOrDefault(""))
            .TakeLast(ShownLastLines);
        return $"Its last lines:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", shown)}";
    }

    private void SetState(string state) =>
        context.Notifications.Publish(
            Instance.Resource,
            Instance.Id,
            snapshot =>
                snapshot.WithProperty("reason", null) with
                {
                    State = state,
                    HealthStatus = null,
                    HealthReports = [],
                }
        );

    private void PublishRunning(SupervisedProcess process, Launch launch) =>
        context.Notifications.Publish(
            Instance.Resource,
            Instance.Id,
            snapshot =>
                snapshot.WithProperty("executable.pid", process.Identity.Id) with
                {
                    State = new ResourceStateSnapshot(KnownResourceStates.Running, "success"),
                    StartTimeStamp = context.Time.GetUtcNow().UtcDateTime,
                    EnvironmentVariables = launch.Shown,
                }
        );

    private void PublishEnded(int exitCode) =>
        context.Notifications.Publish(
            Instance.Resource,
            Instance.Id,
            snapshot =>
                snapshot.WithProperty("executable.pid", null) with
                {
                    HealthStatus = null,
                    HealthReports = [],
                    ExitCode = exitCode,
                    StopTimeStamp = context.Time.GetUtcNow().UtcDateTime,
                }
        );

    private readonly record struct FinishedRun(int? ExitCode, TimeSpan HealthyFor);
}
