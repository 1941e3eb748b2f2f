namespace Chat.Webhooks.Dispatch;

/// <summary>Decides what an answer means for its delivery.</summary>
internal sealed class OutcomePolicy(RetrySchedule schedule)
{
    /// <param name="answer">What came back.</param>
    /// <param name="failuresBefore">Attempts that failed since the schedule began, this one not counted.</param>
    public (AttemptOutcome Outcome, TimeSpan RetryDelay) Judge(AttemptAnswer answer, int failuresBefore)
    {
        if (answer.Fault is null)
        {
            return (AttemptOutcome.Delivered, TimeSpan.Zero);
        }

        if (answer.Fault is AttemptFaults.Gone)
        {
            return (AttemptOutcome.Gone, TimeSpan.Zero);
        }

        return schedule.DelayAfter(failuresBefore + 1, answer.RetryAfter) is { } delay
            ? (AttemptOutcome.Retry, delay)
            : (AttemptOutcome.Dead, TimeSpan.Zero);
    }
}
