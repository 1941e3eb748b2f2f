using Chat.Webhooks.Dispatch;
using Microsoft.Extensions.Options;

namespace Chat.Webhooks.Tests.Dispatch;

public sealed class OutcomePolicyTests
{
    private readonly OutcomePolicy _policy = new(
        new RetrySchedule(
            Options.Create(
                new DispatchOptions { RetryDelays = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], Jitter = 0 }
            ),
            new Random(1)
        )
    );

    [Fact]
    public void Judge_NoFault_IsDelivered() =>
        Assert.Equal((AttemptOutcome.Delivered, TimeSpan.Zero), _policy.Judge(new AttemptAnswer(204, null), 0));

    [Fact]
    public void Judge_Gone_GivesUpAtOnce() =>
        Assert.Equal(
            (AttemptOutcome.Gone, TimeSpan.Zero),
            _policy.Judge(new AttemptAnswer(410, AttemptFaults.Gone), 0)
        );

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public void Judge_FaultWithinTheSchedule_IsRetriedAfterItsDelay(int failuresBefore, int expectedSeconds) =>
        Assert.Equal(
            (AttemptOutcome.Retry, TimeSpan.FromSeconds(expectedSeconds)),
            _policy.Judge(new AttemptAnswer(500, AttemptFaults.Status), failuresBefore)
        );

    [Theory]
    [InlineData(AttemptFaults.Timeout)]
    [InlineData(AttemptFaults.Redirect)]
    [InlineData(AttemptFaults.BlockedAddress)]
    public void Judge_FaultAfterTheSchedule_IsDead(string fault) =>
        Assert.Equal((AttemptOutcome.Dead, TimeSpan.Zero), _policy.Judge(new AttemptAnswer(null, fault), 2));

    [Fact]
    public void Judge_EndpointAsksForAWait_GetsIt() =>
        Assert.Equal(
            (AttemptOutcome.Retry, TimeSpan.FromSeconds(30)),
            _policy.Judge(new AttemptAnswer(503, AttemptFaults.Status, null, TimeSpan.FromSeconds(30)), 0)
        );

    [Fact]
    public void Judge_TakenWithAWait_IsDelivered() =>
        Assert.Equal(
            (AttemptOutcome.Delivered, TimeSpan.Zero),
            _policy.Judge(new AttemptAnswer(200, null, "ok", TimeSpan.FromSeconds(30)), 5)
        );

    [Fact]
    public void Judge_WaitAfterTheSchedule_IsDeadAllTheSame() =>
        Assert.Equal(
            (AttemptOutcome.Dead, TimeSpan.Zero),
            _policy.Judge(new AttemptAnswer(503, AttemptFaults.Status, null, TimeSpan.FromSeconds(30)), 2)
        );

    // The database's functions go by them.
    [Theory]
    [InlineData(AttemptOutcome.Retry, 1)]
    [InlineData(AttemptOutcome.Delivered, 2)]
    [InlineData(AttemptOutcome.Dead, 3)]
    [InlineData(AttemptOutcome.Gone, 4)]
    [InlineData(AttemptOutcome.Released, 5)]
    internal void AttemptOutcome_Number_IsTheDatabases(AttemptOutcome outcome, int number) =>
        Assert.Equal(number, (int)outcome);
}
