using System.Diagnostics;
using Chat.ServiceDefaults.Telemetry;
using Chat.Webhooks.Tests.Events;

namespace Chat.Webhooks.Tests.Dispatch;

[Trait("Level", "Component")]
public sealed class TraceTests(WebhooksInfrastructure infrastructure) : WebhooksComponentTest(infrastructure)
{
    [Fact]
    public async Task Delivery_AfterARetry_BelongsToTheTraceOfTheEvent()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is ChatTelemetry.Name or "MassTransit" or "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await StartAsync();
        Receiver.Answer(500);

        ActivityTraceId trace;
        using (var request = ChatTelemetry.Source.StartActivity("POST /v1/chat", ActivityKind.Server))
        {
            trace = request!.TraceId;
            await host.PublishAsync(MessagePostedBuilder.Build());
        }

        var attempts = await Receiver.ReceiveAsync(2);
        Assert.All(
            attempts,
            attempt =>
            {
                Assert.True(ActivityContext.TryParse(attempt.Headers["traceparent"], null, out var parent));
                Assert.Equal(trace, parent.TraceId);
            }
        );
    }
}
