using System.Diagnostics;
using Chat.ServiceDefaults.Telemetry;

namespace Chat.Webhooks.Dispatch;

/// <summary>
/// The spans of attempts. Their parent is what caused the event, hours ago perhaps, so that one trace runs from the
/// visitor's request to the endpoint.
/// </summary>
internal static class DispatchTracing
{
    public static Activity? Start(ClaimedDelivery delivery)
    {
        _ = ActivityContext.TryParse(delivery.TraceParent, null, isRemote: true, out var parent);
        var activity = ChatTelemetry.Source.StartActivity("webhook deliver", ActivityKind.Internal, parent);
        activity?.SetTag("messaging.operation.type", "deliver");
        activity?.SetTag("messaging.message.id", delivery.EventId.ToString());
        activity?.SetTag("chat.delivery.id", delivery.Id.ToString());
        activity?.SetTag("chat.subscription.id", delivery.SubscriptionId.ToString());
        activity?.SetTag("chat.delivery.failures", delivery.Failures);
        return activity;
    }

    public static void Finish(Activity? activity, AttemptRecord record)
    {
        if (record.Fault is { } fault)
        {
            activity?.SetTag("error.type", fault);
            activity?.SetStatus(ActivityStatusCode.Error);
        }
    }
}
