using System.Diagnostics;
using System.Globalization;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Chat.IntegrationTests.Suite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Chat.IntegrationTests.Faults;

/// <summary>Kills what the AppHost runs, the hard way, and waits until it has healed.</summary>
internal static class Processes
{
    private static readonly TimeSpan s_restartLimit = TimeSpan.FromMinutes(5);

    /// <summary>kill -9 of the resource's process (of one of them, when it has replicas).</summary>
    public static async Task<KilledProcess> KillAsync(
        ChatSuite suite,
        string resource,
        CancellationToken cancellationToken
    )
    {
        var killed = await FindAsync(suite, resource, cancellationToken);
        using var process = Process.GetProcessById(killed.Pid);
        process.Kill();
        return killed;
    }

    /// <summary>SIGSTOP: the resource's process (one of them, when it has replicas) hangs, and its connections stand.</summary>
    public static async Task<KilledProcess> SuspendAsync(
        ChatSuite suite,
        string resource,
        CancellationToken cancellationToken
    )
    {
        var hung = await FindAsync(suite, resource, cancellationToken);
        await SignalAsync("STOP", hung, cancellationToken);
        return hung;
    }

    /// <summary>SIGCONT.</summary>
    public static Task ResumeAsync(KilledProcess hung, CancellationToken cancellationToken) =>
        SignalAsync("CONT", hung, cancellationToken);

    /// <summary>Waits until the AppHost has seen that a process hangs.</summary>
    public static Task WaitForUnhealthyAsync(
        ChatSuite suite,
        KilledProcess hung,
        CancellationToken cancellationToken
    ) => WaitForHealthAsync(suite, hung, HealthStatus.Unhealthy, cancellationToken);

    /// <summary>Waits until the AppHost has seen that it answers again.</summary>
    public static Task WaitForHealthyAsync(ChatSuite suite, KilledProcess hung, CancellationToken cancellationToken) =>
        WaitForHealthAsync(suite, hung, HealthStatus.Healthy, cancellationToken);

    /// <summary>Waits until another process runs in place of the killed one, and is healthy.</summary>
    public static Task WaitForRestartAsync(
        ChatSuite suite,
        KilledProcess killed,
        CancellationToken cancellationToken
    ) =>
        WaitAsync(
            suite,
            killed.Resource,
            killed.InstanceId,
            update =>
                update.ResourceId == killed.InstanceId
                && Pid(update) is { } pid
                && pid != killed.Pid
                && update.Snapshot.HealthStatus is HealthStatus.Healthy,
            cancellationToken
        );

    private static Task WaitForHealthAsync(
        ChatSuite suite,
        KilledProcess process,
        HealthStatus health,
        CancellationToken cancellationToken
    ) =>
        WaitAsync(
            suite,
            process.Resource,
            process.InstanceId,
            update =>
                update.ResourceId == process.InstanceId
                && Pid(update) == process.Pid
                && update.Snapshot.HealthStatus == health,
            cancellationToken
        );

    private static async Task<KilledProcess> FindAsync(
        ChatSuite suite,
        string resource,
        CancellationToken cancellationToken
    )
    {
        var running = await WaitAsync(suite, resource, resource, update => Pid(update) is not null, cancellationToken);
        return new KilledProcess(resource, running.ResourceId, Pid(running)!.Value);
    }

    private static async Task SignalAsync(string signal, KilledProcess process, CancellationToken cancellationToken)
    {
        var id = process.Pid.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", [$"-{signal}", id]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    private static async Task<ResourceEvent> WaitAsync(
        ChatSuite suite,
        string resource,
        string instance,
        Func<ResourceEvent, bool> predicate,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_restartLimit);
        try
        {
            return await suite.App.ResourceNotifications.WaitForResourceAsync(resource, predicate, limit.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(await DescribeAsync(suite, instance), exception);
        }
    }

    /// <summary>Where the instance stands, and what it said last.</summary>
    private static async Task<string> DescribeAsync(ChatSuite suite, string instance)
    {
        if (!suite.App.ResourceNotifications.TryGetCurrentState(instance, out var update))
        {
            return $"'{instance}' does not exist.";
        }

        var reason = update.Snapshot.HealthReports.FirstOrDefault()?.Description;
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"'{instance}' is not as awaited after {s_restartLimit}: {update.Snapshot.State?.Text}, process {Pid(update)}, {update.Snapshot.HealthStatus} {reason}"
        );
        await foreach (
            var lines in suite.App.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(instance)
        )
        {
            text.AppendJoin(Environment.NewLine, lines.TakeLast(12).Select(line => line.Content));
        }
        return text.ToString();
    }

    private static int? Pid(ResourceEvent update)
    {
        var property = update.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid");
        return property?.Value is int pid and > 0 ? pid : null;
    }
}
