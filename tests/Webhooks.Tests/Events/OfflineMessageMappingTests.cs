using System.Text;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Webhooks.Events;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Webhooks.Tests.Events;

public sealed class OfflineMessageMappingTests
{
    private static readonly Timestamp At = Timestamp.FromDateTime(
        new DateTime(2026, 11, 26, 10, 0, 0, DateTimeKind.Utc)
    );

    [Fact]
    public void Write_Left_IsTheDocumentedBody()
    {
        var left = Left("Call me.");
        left.Message.Fields["order"] = "7";

        Assert.Equal(EventTypes.OfflineMessageReceived, StandardMapping.TypeOf(left));
        Assert.Null(ChatCopsMapping.TypeOf(left));
        Assert.Equal(
            """{"type":"offline_message.received","timestamp":"2026-11-26T10:00:00+00:00","data":{"id":"m-1","email":"ada@example.com","text":"Call me.","fields":{"order":"7"},"leftAt":"2026-11-26T10:00:00+00:00"}}""",
            Encoding.UTF8.GetString(StandardMapping.Write(left))
        );
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(5000, true)]
    public void Write_TooLarge_GivesUpTheFieldsThenTheText(int length, bool isCut)
    {
        var left = Left(new string('€', length));
        left.Message.PageUrl = "https://example.com/" + new string('€', 1900);
        for (var n = 0; n < 20; n++)
        {
            left.Message.Fields[$"f{n}"] = new string('€', 1000);
        }

        var bytes = StandardMapping.Write(left);

        var data = JsonDocument.Parse(bytes).RootElement.GetProperty("data");
        Assert.InRange(bytes.Length, 1, EventBody.MaxBytes - 1);
        Assert.True(data.GetProperty("fieldsLeftOut").GetBoolean());
        Assert.Equal(isCut, data.TryGetProperty("textTruncated", out _));
    }

    private static OfflineMessageLeft Left(string text) =>
        new()
        {
            Header = new EventHeader { OccurredAt = At },
            Message = new OfflineMessage
            {
                Id = "m-1",
                Email = "ada@example.com",
                Text = text,
                LeftAt = At,
            },
        };
}
