using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Orchestration;

/// <summary>Asks one instance for its health as long as it runs, and publishes the answers.</summary>
internal sealed class HealthMonitor(
    ResourceInstance instance,
    Func<CancellationToken, Task<string?>> check,
    ResourceNotificationService notifications,
    TimeProvider time
)
{
    private static readonly TimeSpan s_untilFirstHealthy = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan s_whileHealthy = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_whileUnhealthy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_checkTimeout = TimeSpan.FromSeconds(5);

    private static readonly string s_noAnswer = $"No answer within {s_checkTimeout.TotalSeconds} s.";

    // A busy machine makes one check late; two in a row are a fault.
    private const int FailuresUntilUnhealthy = 2;

    private long? _healthySince;

    /// <summary>How long ago the first success of this run was; zero when there was none.</summary>
    public TimeSpan HealthyFor => _healthySince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;

    public bool WasHealthy => _healthySince is not null;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        instance.Silence.Set(false);
        while (!cancellationToken.IsCancellationRequested)
        {
            var reason = await CheckOnceAsync(cancellationToken);
            failures = reason is null ? 0 : failures + 1;
            instance.Silence.Set(failures >= FailuresUntilUnhealthy && reason == s_noAnswer);
            if (reason is null)
            {
                _healthySince ??= time.GetTimestamp();
            }
            if (reason is null || !WasHealthy || failures >= FailuresUntilUnhealthy)
            {
                Publish(reason);
            }
            await Task.Delay(Pause(failures), time, cancellationToken);
        }
    }

    private TimeSpan Pause(int failures) =>
        !WasHealthy ? s_untilFirstHealthy
        : failures > 0 ? s_whileUnhealthy
        : s_whileHealthy;

    private async Task<string?> CheckOnceAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_checkTimeout);
        try
        {
            return await check(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return s_noAnswer;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever a client library throws means the same here: not healthy, for this reason.
            return exception.Message;
        }
    }

    private void Publish(string? reason)
    {
        var status = reason is null ? HealthStatus.Healthy : HealthStatus.Unhealthy;
        notifications.Publish(
            instance.Resource,
            instance.Id,
            snapshot =>
                snapshot.HealthStatus == status && snapshot.HealthReports.FirstOrDefault()?.Description == reason
                    ? snapshot
                    : snapshot with
                    {
                        HealthStatus = status,
                        HealthReports = [new HealthReportSnapshot("health", status, reason, ExceptionText: null)],
                    }
        );
    }
}
