using Google.Protobuf.WellKnownTypes;
using Proto = Chat.Contracts.Webhooks.V1;

namespace Chat.Webhooks.Deliveries;

/// <summary>From deliveries to the wire, REST and gRPC: the only place of this feature that knows both sides.</summary>
internal static class DeliveryMapping
{
    public static DeliveryResource ToResource(this Delivery delivery) =>
        new()
        {
            Id = delivery.Id,
            SubscriptionId = delivery.SubscriptionId,
            EventId = delivery.EventId,
            EventType = delivery.EventType,
            State = delivery.State.ToString().ToLowerInvariant(),
            AttemptCount = delivery.AttemptCount,
            LastStatus = delivery.LastStatus,
            LastError = delivery.LastError,
            CreatedAt = delivery.CreatedAt,
            NextAttemptAt = delivery.State is DeliveryState.Pending ? delivery.DueAt : null,
            DeliveredAt = delivery.State is DeliveryState.Delivered ? delivery.FinishedAt : null,
        };

    public static DeliveryResource ToResource(this DeliveryDetails details) =>
        details.Delivery.ToResource() with
        {
            Attempts = [.. details.Attempts.Select(ToResource)],
        };

    public static Proto.Delivery ToProto(this Delivery delivery)
    {
        var proto = new Proto.Delivery
        {
            Id = delivery.Id.ToString(),
            SubscriptionId = delivery.SubscriptionId.ToString(),
            EventId = delivery.EventId.ToString(),
            EventType = delivery.EventType,
            State = (Proto.DeliveryState)delivery.State,
            AttemptCount = delivery.AttemptCount,
            LastStatus = delivery.LastStatus ?? 0,
            LastError = delivery.LastError ?? "",
            CreatedAt = delivery.CreatedAt.ToTimestamp(),
        };
        switch (delivery.State)
        {
            case DeliveryState.Pending:
                proto.NextAttemptAt = delivery.DueAt.ToTimestamp();
                break;
            case DeliveryState.Delivered:
                proto.DeliveredAt = delivery.FinishedAt?.ToTimestamp();
                break;
            default:
                break;
        }

        return proto;
    }

    /// <summary>Null for "all", which is also what a value of a later version means.</summary>
    public static DeliveryState? ToDomain(this Proto.DeliveryState state) =>
        state is Proto.DeliveryState.Unspecified || !System.Enum.IsDefined((DeliveryState)state)
            ? null
            : (DeliveryState)state;

    private static AttemptResource ToResource(DeliveryAttempt attempt) =>
        new()
        {
            Number = attempt.Number,
            StartedAt = attempt.StartedAt,
            DurationMs = attempt.DurationMs,
            Status = attempt.Status,
            Error = attempt.Error,
            Excerpt = attempt.Excerpt,
        };
}
