using System.Diagnostics;
using Chat.ServiceDefaults.Telemetry;
using Chat.Webhooks.Dispatch;

namespace Chat.Webhooks.Tests.Dispatch;

public sealed class DispatchTracingTests : IDisposable
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Parent = $"00-{Trace}-b7ad6b7169203331-01";
    private readonly ActivityListener _listener = new()
    {
        ShouldListenTo = source => source.Name == ChatTelemetry.Name,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
    };

    public DispatchTracingTests() => ActivitySource.AddActivityListener(_listener);

    public void Dispose() => _listener.Dispose();

    [Fact]
    public void Start_EventWasTraced_GoesOnInItsTrace()
    {
        using var activity = DispatchTracing.Start(Claimed(Parent))!;

        Assert.Equal((Trace, "b7ad6b7169203331"), (activity.TraceId.ToString(), activity.ParentSpanId.ToString()));
        Assert.True(activity.HasRemoteParent);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public void Start_NoTrace_BeginsOne(string? parent)
    {
        using var activity = DispatchTracing.Start(Claimed(parent))!;

        Assert.Null(activity.ParentId);
        Assert.NotEqual(default, activity.TraceId);
    }

    [Fact]
    public void Start_Delivery_IsNamedByItsTags()
    {
        var delivery = Claimed(Parent);

        using var activity = DispatchTracing.Start(delivery)!;

        Assert.Equal("webhook deliver", activity.OperationName);
        Assert.Equal("deliver", activity.GetTagItem("messaging.operation.type"));
        Assert.Equal(delivery.EventId.ToString(), activity.GetTagItem("messaging.message.id"));
        Assert.Equal(delivery.Id.ToString(), activity.GetTagItem("chat.delivery.id"));
        Assert.Equal(delivery.SubscriptionId.ToString(), activity.GetTagItem("chat.subscription.id"));
        Assert.Equal(4, activity.GetTagItem("chat.delivery.failures"));
    }

    [Theory]
    [InlineData(null, ActivityStatusCode.Unset)]
    [InlineData("timeout", ActivityStatusCode.Error)]
    public void Finish_Fault_IsTheSpansError(string? fault, ActivityStatusCode status)
    {
        var delivery = Claimed(Parent);
        using var activity = DispatchTracing.Start(delivery)!;

        DispatchTracing.Finish(
            activity,
            new AttemptRecord
            {
                Delivery = delivery,
                Outcome = fault is null ? AttemptOutcome.Delivered : AttemptOutcome.Retry,
                StartedAt = DateTimeOffset.UnixEpoch,
                Duration = TimeSpan.Zero,
                Fault = fault,
            }
        );

        Assert.Equal((status, fault), (activity.Status, activity.GetTagItem("error.type")));
    }

    private static ClaimedDelivery Claimed(string? traceParent) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Claim = Guid.CreateVersion7(),
            ClaimedAt = 0,
            SubscriptionId = Guid.CreateVersion7(),
            EventId = Guid.CreateVersion7(),
            EventType = "message.created",
            Body = [],
            TraceParent = traceParent,
            Failures = 4,
            Url = "https://example.com",
            SealedSecrets = [],
        };
}
