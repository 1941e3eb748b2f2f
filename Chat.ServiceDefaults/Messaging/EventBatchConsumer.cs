using System.Diagnostics;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Telemetry;
using Google.Protobuf.Reflection;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>Hands the events of a batch to a handler, and takes a batch apart of which one event cannot be handled.</summary>
/// <remarks>
/// 1. A batch goes to the handler as a whole. 2. While a dependency is away, the consumer's retry keeps the batch.
/// 3. Any other failure of more than one event: each goes back to the queue by itself, so that the good ones pass and
/// a bad one meets the endpoint's retries and then the error queue alone. A crash in between repeats some, which
/// handlers bear.
/// </remarks>
internal sealed class EventBatchConsumer<THandler>(
    THandler handler,
    EventQueue<THandler> queue,
    ILogger<EventBatchConsumer<THandler>> logger
) : IConsumer<EventBatch>
    where THandler : class, IEventHandler
{
    public async Task Consume(ConsumeContext<EventBatch> context)
    {
        var wanted = context.Message.Events.Where(Wants).ToList();
        if (wanted.Count == 0)
        {
            return;
        }

        try
        {
            await HandleAsync(wanted, context.CancellationToken);
        }
        catch (Exception exception)
            when (wanted.Count > 1
                && !FaultClassifier.IsOutage(exception)
                && !context.CancellationToken.IsCancellationRequested
            )
        {
            BusLog.BatchTakenApart(logger, exception, queue.Name, wanted.Count);
            await SendApartAsync(context, wanted);
        }
    }

    private async Task HandleAsync(List<EventEnvelope> envelopes, CancellationToken cancellationToken)
    {
        var spans = new List<Activity>();
        try
        {
            var events = new List<ReceivedEvent>(envelopes.Count);
            foreach (var envelope in envelopes)
            {
                var span = StartActivity(envelope);
                if (span is not null)
                {
                    spans.Add(span);
                }

                var descriptor = EventTypes.Find(envelope.Type)!;
                events.Add(new ReceivedEvent(descriptor.Parser.ParseFrom(envelope.Payload), Trace(span, envelope)));
            }

            await handler.HandleAsync(events, cancellationToken);
        }
        finally
        {
            spans.ForEach(static span => span.Dispose());
        }
    }

    private async Task SendApartAsync(ConsumeContext context, List<EventEnvelope> envelopes)
    {
        var endpoint = await context.GetSendEndpoint(new Uri("queue:" + queue.Name));
        foreach (var envelope in envelopes)
        {
            await endpoint.Send(new EventBatch { Events = { envelope } }, context.CancellationToken);
        }
    }

    private bool Wants(EventEnvelope envelope)
    {
        foreach (MessageDescriptor wanted in handler.Events)
        {
            if (string.Equals(wanted.FullName, envelope.Type, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Trace(Activity? span, EventEnvelope envelope)
    {
        if (span?.Id is { } id)
        {
            return id;
        }

        return envelope.TraceParent.Length > 0 ? envelope.TraceParent : null;
    }

    private Activity? StartActivity(EventEnvelope envelope)
    {
        if (!ActivityContext.TryParse(envelope.TraceParent, traceState: null, isRemote: true, out var parent))
        {
            return null;
        }

        var span = ChatTelemetry.Source.CreateActivity($"process {envelope.Type}", ActivityKind.Consumer, parent);
        span?.SetTag("messaging.system", "rabbitmq");
        span?.SetTag("messaging.operation.type", "process");
        span?.SetTag("messaging.destination.name", queue.Name);
        // The spans of a batch stand side by side, and what the handler does once for all of them belongs to none.
        var around = Activity.Current;
        span?.Start();
        Activity.Current = around;
        return span;
    }
}
