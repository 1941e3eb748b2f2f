using Chat.Contracts.Events.V1;
using Google.Protobuf;

namespace Chat.ServiceDefaults.Outbox;

/// <summary>Packs stored events into the messages that go over the bus.</summary>
internal static class EventBatches
{
    private const int MaxEvents = 200;
    private const int MaxBytes = 256 * 1024;

    /// <summary>Batches in the order of the events, none larger than the contract says.</summary>
    /// <param name="events">The events, by position.</param>
    /// <param name="traceParent">The trace parent an event travels with; null: none.</param>
    public static IEnumerable<EventBatch> Of(IReadOnlyList<StoredEvent> events, Func<OutboxRow, string?> traceParent)
    {
        var batch = new EventBatch();
        var bytes = 0;
        foreach (var stored in events)
        {
            var row = stored.Row;
            if (batch.Events.Count > 0 && (batch.Events.Count >= MaxEvents || bytes + row.Payload.Length > MaxBytes))
            {
                yield return batch;
                (batch, bytes) = (new EventBatch(), 0);
            }

            bytes += row.Payload.Length;
            batch.Events.Add(
                new EventEnvelope
                {
                    Type = row.Type,
                    Payload = UnsafeByteOperations.UnsafeWrap(row.Payload),
                    TraceParent = traceParent(row) ?? "",
                }
            );
        }

        if (batch.Events.Count > 0)
        {
            yield return batch;
        }
    }
}
