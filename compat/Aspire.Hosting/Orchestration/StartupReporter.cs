using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Prints what becomes of each resource, until the last one has stopped, and what a late one waits for.</summary>
/// <remarks>Registered before the orchestrator, and so stopped after it.</remarks>
internal sealed class StartupReporter(
    Orchestrator orchestrator,
    OrchestratorOptions options,
    ResourceNotificationService notifications,
    IHostApplicationLifetime lifetime,
    DashboardSettings? dashboard = null
) : BackgroundService
{
    private static readonly TimeSpan s_lateReportInterval = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, string> _printed = new(StringComparer.Ordinal);
    private readonly long _started = TimeProvider.System.GetTimestamp();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Quiet)
        {
            return;
        }
        Print($"Starting. State and logs are in {options.StateFolder}");
        if (dashboard is not null)
        {
            Print($"Dashboard: {dashboard.LoginLink}");
        }
        await using var stopping = lifetime.ApplicationStopping.Register(() => Print("Stopping everything in order."));
        using var starting = CancellationTokenSource.CreateLinkedTokenSource(
            stoppingToken,
            lifetime.ApplicationStopping
        );
        await Task.WhenAll(ReportChangesAsync(stoppingToken), ReportLateOnesAsync(starting.Token))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!options.Quiet)
        {
            // The last changes may not have been read when the reading was ended.
            foreach (var last in notifications.Current().OrderBy(change => change.Snapshot.StopTimeStamp))
            {
                Report(last);
            }
        }
    }

    private async Task ReportChangesAsync(CancellationToken cancellationToken)
    {
        await foreach (var change in notifications.WatchAsync(cancellationToken))
        {
            Report(change);
        }
    }

    private void Report(ResourceEvent change)
    {
        var word = Describe(change.Snapshot);
        if (word is not null && _printed.GetValueOrDefault(change.ResourceId) != word)
        {
            _printed[change.ResourceId] = word;
            Print($"{change.ResourceId, -14} {word}");
        }
    }

    private async Task ReportLateOnesAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_lateReportInterval);
        while (!orchestrator.AllHealthy.IsCompleted && await timer.WaitForNextTickAsync(cancellationToken))
        {
            foreach (var late in notifications.Current().Where(e => !e.Snapshot.IsHealthy))
            {
                Print($"{late.ResourceId, -14} {Reason(late.Snapshot)}");
            }
        }
    }

    private static string? Describe(CustomResourceSnapshot snapshot) =>
        snapshot.StateText switch
        {
            null or "NotStarted" or "Waiting" => null,
            "Running" or "Active" when snapshot.IsHealthy => "healthy",
            "Running" or "Active" => null,
            KnownResourceStates.Restarting => $"ended with exit code {snapshot.ExitCode}, is started again",
            var state => state.ToLowerInvariant(),
        };

    private static string Reason(CustomResourceSnapshot snapshot)
    {
        var waiting = snapshot.Properties.FirstOrDefault(p => p.Name == DependencyWaiter.WaitingForProperty)?.Value;
        var unhealthy = snapshot.HealthReports.FirstOrDefault()?.Description;
        return (snapshot.StateText?.ToLowerInvariant() ?? "not started")
            + (waiting is null ? string.Empty : $" for {waiting}")
            + (unhealthy is null ? string.Empty : $", not healthy yet: {unhealthy}");
    }

    private void Print(string text)
    {
        var elapsed = TimeProvider.System.GetElapsedTime(_started).TotalSeconds;
        Console.Out.WriteLine($"{elapsed, 5:0.0} s  {text}");
    }
}
