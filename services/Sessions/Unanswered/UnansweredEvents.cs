using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Outbox;
using Chat.Sessions.Messages;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Sessions.Unanswered;

/// <summary>The event of the bus that asks for an answer again.</summary>
internal static class UnansweredEvents
{
    public static OutboxRow Left(Guid tenantId, UnansweredQuestion question, DateTimeOffset now)
    {
        var eventId = Ids.New();
        var left = new QuestionLeftUnanswered
        {
            Header = new EventHeader
            {
                EventId = eventId.ToString(),
                TenantId = tenantId.ToString(),
                OccurredAt = Timestamp.FromDateTimeOffset(now),
            },
            Message = question.Message.ToWire(),
        };
        return Outbox.From(left, eventId, tenantId);
    }
}
