using System.Text;
using Chat.Contracts.Events.V1;
using Google.Protobuf;
using RabbitMQ.Client;

namespace Chat.ServiceDefaults.Messaging;

/// <summary>Reads messages of error queues, whatever state they are in, and makes of them what they were before.</summary>
internal static class FailedMessageCodec
{
    // What the consumer adds when it gives a message up.
    private static readonly string[] FaultHeaders = ["MT-Fault-", "MT-Reason", "MT-Host-"];

    /// <summary>Never throws: a message that cannot be read at all may be what failed.</summary>
    public static FailedMessage Read(BasicGetResult got)
    {
        var headers = got.BasicProperties.Headers;
        var reason = $"{Text(headers, "MT-Fault-ExceptionType")}: {Text(headers, "MT-Fault-Message")}";
        return new FailedMessage(Events(got.Body), Text(headers, "MT-Fault-Timestamp"), reason);
    }

    /// <summary>The properties with which the message is sent again.</summary>
    public static BasicProperties Again(BasicGetResult got) =>
        new()
        {
            ContentType = got.BasicProperties.ContentType,
            DeliveryMode = DeliveryModes.Persistent,
            MessageId = got.BasicProperties.MessageId,
            Headers = got
                .BasicProperties.Headers?.Where(header =>
                    !FaultHeaders.Any(fault => header.Key.StartsWith(fault, StringComparison.Ordinal))
                )
                .ToDictionary(StringComparer.Ordinal),
        };

    private static List<FailedEvent> Events(ReadOnlyMemory<byte> body)
    {
        try
        {
            return [.. EventBatch.Parser.ParseFrom(body.Span).Events.Select(Event)];
        }
        catch (InvalidProtocolBufferException)
        {
            return [new FailedEvent("unreadable", "", "")];
        }
    }

    private static FailedEvent Event(EventEnvelope envelope)
    {
        var header = Header(envelope);
        return new FailedEvent(envelope.Type, header?.EventId ?? "", header?.TenantId ?? "");
    }

    private static EventHeader? Header(EventEnvelope envelope)
    {
        if (EventTypes.Find(envelope.Type) is not { } type || type.FindFieldByName("header") is not { } field)
        {
            return null;
        }

        try
        {
            return field.Accessor.GetValue(type.Parser.ParseFrom(envelope.Payload)) as EventHeader;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static string Text(IDictionary<string, object?>? headers, string name) =>
        headers?.TryGetValue(name, out var value) is true
            ? value switch
            {
                byte[] bytes => Encoding.UTF8.GetString(bytes),
                _ => value?.ToString() ?? "",
            }
            : "";
}
