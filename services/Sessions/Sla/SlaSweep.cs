using Chat.ServiceDefaults.Errors;
using Chat.Sessions.Routing;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Sla;

/// <summary>Judges what is due, batch by batch; instances share the work by the rows they claim.</summary>
internal sealed class SlaSweep(
    SlaStore store,
    SlaWatch watch,
    IOptions<RoutingOptions> options,
    TimeProvider time,
    ILogger<SlaSweep> logger
) : BackgroundService
{
    private const int Batch = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SweepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was claimed is due again in a minute.
        }
    }

    /// <summary>Judges each; one that cannot be judged is in the way of no other.</summary>
    internal async Task JudgeAsync(IReadOnlyList<DueConversation> due, CancellationToken cancellationToken)
    {
        foreach (var conversation in due)
        {
            try
            {
                await watch.JudgeAsync(conversation, cancellationToken);
            }
            catch (Exception exception) when (FaultClassifier.IsOfTheWork(exception, cancellationToken))
            {
                // Boundary: what is wrong with this one is not wrong with the next.
                SlaLog.JudgementFailed(logger, exception, conversation.Key.ConversationId, conversation.Key.TenantId);
            }
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            List<DueConversation> due;
            do
            {
                due = await store.TakeDueAsync(Batch, cancellationToken);
                await JudgeAsync(due, cancellationToken);
            } while (due.Count == Batch);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Boundary: the loop must not end; what was claimed and not judged is due again in a minute.
            SlaLog.SweepFailed(logger, exception);
        }
    }
}
