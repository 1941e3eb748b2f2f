using System.Text;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Messaging;
using Chat.ServiceDefaults.Tests.Outbox;
using Google.Protobuf;
using RabbitMQ.Client;

namespace Chat.ServiceDefaults.Tests.Messaging;

/// <summary>What lies in an error queue may be there because it cannot be read.</summary>
public sealed class FailedMessageCodecTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Fact]
    public void Read_WholeMessage_NamesEventsAndReason()
    {
        var posted = OutboxService.Event(1);
        posted.Header.TenantId = "tenant";

        var failed = FailedMessageCodec.Read(
            Got(
                OutboxService.Batch(posted).ToByteArray(),
                ("MT-Fault-ExceptionType", Encoding.UTF8.GetBytes("System.FormatException")),
                ("MT-Fault-Message", "no date"),
                ("MT-Fault-Timestamp", "2026-01-01")
            )
        );

        Assert.Equal([new FailedEvent("chat.events.v1.MessagePosted", posted.Header.EventId, "tenant")], failed.Events);
        Assert.Equal(("2026-01-01", "System.FormatException: no date"), (failed.FailedAt, failed.Reason));
    }

    [Fact]
    public void Read_BodyIsNoBatch_SaysSo()
    {
        var failed = FailedMessageCodec.Read(Got([0xFF, 0xFF, 0xFF]));

        Assert.Equal([new FailedEvent("unreadable", "", "")], failed.Events);
    }

    [Theory]
    [InlineData("chat.events.v1.OfALaterVersion")]
    [InlineData("chat.events.v1.EventEnvelope")]
    [InlineData("")]
    public void Read_TypeWithoutAHeader_IsNamedWithoutId(string type)
    {
        var batch = new EventBatch { Events = { new EventEnvelope { Type = type } } };

        Assert.Equal([new FailedEvent(type, "", "")], FailedMessageCodec.Read(Got(batch.ToByteArray())).Events);
    }

    [Fact]
    public void Read_OneEventOfManyIsBroken_NamesTheOthers()
    {
        var good = OutboxService.Event(1);
        var batch = OutboxService.Batch(good);
        batch.Events.Add(
            new EventEnvelope { Type = MessagePosted.Descriptor.FullName, Payload = ByteString.CopyFrom(0xFF) }
        );

        var failed = FailedMessageCodec.Read(Got(batch.ToByteArray()));

        Assert.Equal([good.Header.EventId, ""], failed.Events.Select(one => one.EventId));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Read_AnyBytes_NeverThrows(int seed)
    {
        var random = new Random(seed);
        var body = OutboxService.Batch(OutboxService.Event(1)).ToByteArray();
        for (var changes = random.Next(1, 10); changes > 0; changes--)
        {
            body[random.Next(body.Length)] = (byte)random.Next(256);
        }

        Assert.NotNull(FailedMessageCodec.Read(Got(body[..random.Next(body.Length + 1)])).Events);
    }

    [Fact]
    public void Again_FaultHeaders_AreLeftOutAndTheRestIsKept()
    {
        var again = FailedMessageCodec.Again(
            Got(
                [],
                ("MT-Fault-Message", "no"),
                ("MT-Reason", "fault"),
                ("MT-Host-MachineName", "host"),
                ("MT-MessageId", "id"),
                ("chat-event-type", "t")
            )
        );

        Assert.Equal(["MT-MessageId", "chat-event-type"], again.Headers!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("type/x", "m-1"), (again.ContentType, again.MessageId));
        Assert.Equal(DeliveryModes.Persistent, again.DeliveryMode);
    }

    [Fact]
    public void Again_WithoutHeaders_HasNone()
    {
        var got = new BasicGetResult(1, false, "", "", 0, new BasicProperties(), ReadOnlyMemory<byte>.Empty);

        Assert.Null(FailedMessageCodec.Again(got).Headers);
        Assert.Equal(": ", FailedMessageCodec.Read(got).Reason);
    }

    private static BasicGetResult Got(byte[] body, params (string Name, object? Value)[] headers) =>
        new(
            deliveryTag: 1,
            redelivered: false,
            exchange: "",
            routingKey: "",
            messageCount: 0,
            new BasicProperties
            {
                ContentType = "type/x",
                MessageId = "m-1",
                Headers = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.Ordinal),
            },
            body
        );
}
