using Chat.ServiceDefaults.Messaging;

namespace Chat.ServiceDefaults.Tests.Messaging;

public sealed class EventBatchConsumerDefinitionTests
{
    private static readonly TimeSpan[] Pauses = [.. EventBatchConsumerDefinition<PostedHandler>.OutagePauses()];

    [Fact]
    public void OutagePauses_First_BackOff() =>
        Assert.Equal([250, 500, 1_000, 2_000, 2_000], Pauses[..5].Select(pause => pause.TotalMilliseconds));

    // What waits must go on within seconds of the dependency's return.
    [Fact]
    public void OutagePauses_Later_NeverGrowLong() => Assert.Equal(TimeSpan.FromSeconds(2), Pauses.Max());

    // RabbitMQ takes a consumer that does not answer for half an hour for dead.
    [Fact]
    public void OutagePauses_Together_StayBelowTheBrokersPatience() =>
        Assert.InRange(
            Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause),
            TimeSpan.FromMinutes(19),
            TimeSpan.FromMinutes(20)
        );
}
