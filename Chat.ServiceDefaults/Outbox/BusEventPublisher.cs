using System.Diagnostics;
using Chat.ServiceDefaults.Messaging;
using Chat.ServiceDefaults.Telemetry;
using MassTransit;

namespace Chat.ServiceDefaults.Outbox;

/// <summary>Publishes stored events through MassTransit, under the trace they were stored in.</summary>
internal sealed class BusEventPublisher(IBusControl bus) : IEventPublisher
{
    public bool IsReady => bus.CheckHealth().Status != BusHealthStatus.Unhealthy;

    public async Task PublishAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var descriptor =
            EventTypes.Find(row.Type)
            ?? throw new InvalidOperationException($"The outbox holds {row.Type}, which is no event of the contracts.");
        var message = descriptor.Parser.ParseFrom(row.Payload);
        using var activity = StartActivity(row);
        await bus.Publish(
            message,
            descriptor.ClrType,
            Pipe.Execute<PublishContext>(context => context.MessageId = row.Id),
            cancellationToken
        );
    }

    private static Activity? StartActivity(OutboxRow row) =>
        ActivityContext.TryParse(row.TraceParent, traceState: null, isRemote: true, out var parent)
            ? ChatTelemetry.Source.StartActivity("outbox publish", ActivityKind.Internal, parent)
            : null;
}
