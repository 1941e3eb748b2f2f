using System.Diagnostics;

namespace Chat.Webhooks.Dispatch;

/// <summary>One attempt from beginning to end: send, judge, record, inside a span of the event's own trace.</summary>
internal sealed class AttemptRunner(
    HeldClaims claims,
    AttemptSender sender,
    OutcomePolicy policy,
    AttemptRecorder recorder,
    DispatchMetrics metrics,
    TimeProvider clock,
    ILogger<AttemptRunner> logger
)
{
    /// <summary>Attempts <paramref name="delivery"/>. Never throws: nobody waits for it.</summary>
    /// <param name="abort">Ends the attempt without a judgement, for another instance to make.</param>
    public async Task RunAsync(ClaimedDelivery delivery, CancellationToken abort)
    {
        try
        {
            // Until the result is stored: the claim is what gives it its say.
            using var held = claims.Hold(delivery);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(abort, held.Lapsed);
            using var activity = DispatchTracing.Start(delivery);
            var record = await AttemptAsync(delivery, either.Token);
            DispatchTracing.Finish(activity, record);
            metrics.Attempted(delivery.EventType, record);
            Log(record);
            // Not under the token that aborts attempts: what came of this one is known, and must be.
            await recorder.RecordAsync(record, CancellationToken.None);
        }
        catch (Exception e)
        {
            // Boundary: the end of a background task. The delivery falls due again when its claim ends.
            DispatchLog.AttemptLost(logger, e, delivery.Id);
        }
    }

    private async Task<AttemptRecord> AttemptAsync(ClaimedDelivery delivery, CancellationToken abort)
    {
        var startedAt = clock.GetUtcNow();
        var start = clock.GetTimestamp();
        AttemptAnswer answer;
        try
        {
            answer = await sender.SendAsync(delivery, abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return new AttemptRecord
            {
                Delivery = delivery,
                Outcome = AttemptOutcome.Released,
                StartedAt = startedAt,
                Duration = clock.GetElapsedTime(start),
            };
        }

        var (outcome, delay) = policy.Judge(answer, delivery.Failures);
        return new AttemptRecord
        {
            Delivery = delivery,
            Outcome = outcome,
            StartedAt = startedAt,
            Duration = clock.GetElapsedTime(start),
            Status = answer.Status,
            Fault = answer.Fault,
            Excerpt = answer.Excerpt,
            RetryDelay = delay,
        };
    }

    private void Log(AttemptRecord record)
    {
        var delivery = record.Delivery;
        switch (record.Outcome)
        {
            case AttemptOutcome.Retry:
                DispatchLog.AttemptFailed(logger, delivery.Id, record.Fault, record.Status, record.RetryDelay);
                break;
            case AttemptOutcome.Dead:
                DispatchLog.DeliveryDead(logger, delivery.Id, delivery.SubscriptionId, record.Fault, record.Status);
                break;
            case AttemptOutcome.Gone:
                // Of which address, and so what it means for the subscription, is known when it is recorded.
                break;
            case AttemptOutcome.Delivered:
                DispatchLog.Delivered(logger, delivery.Id, record.Status);
                break;
            case AttemptOutcome.Released:
                DispatchLog.Released(logger, delivery.Id);
                break;
            default:
                throw new UnreachableException($"Outcome {record.Outcome} has no meaning.");
        }
    }
}
