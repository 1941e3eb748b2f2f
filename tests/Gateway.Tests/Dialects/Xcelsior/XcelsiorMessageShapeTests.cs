using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Dialects.Xcelsior;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Gateway.Tests.Dialects.Xcelsior;

/// <summary>A message in the dialect's shape, from the live stream and from our REST: the same either way.</summary>
public sealed class XcelsiorMessageShapeTests
{
    private const string Conversation = "0190b000-0000-7000-8000-00000000000a";
    private const string Shown = """
        {"id":"0190b000-0000-7000-8000-00000000000a.3","conversationId":"0190b000-0000-7000-8000-00000000000a","senderId":"cust","senderType":"customer","content":"Hi","messageType":"image","createdAt":"2026-11-28T12:00:00.005Z","status":"sent","metadata":{"a":1},"clientMessageId":"m"}
        """;

    [Fact]
    public void Of_LiveMessage_HasAllThatWasSaid() => Assert.Equal(Shown, Written(XcelsiorMessage.Of(Live(), "cust")!));

    [Fact]
    public void Of_MessageOfRest_IsTheSame() => Assert.Equal(Shown, Written(XcelsiorMessage.Of(Rest(), "cust")!));

    [Fact]
    public void Of_Agent_IsNamedByItsOwnId()
    {
        var live = Live();
        live.Author = new Author { Kind = AuthorKind.Agent, Id = "agent-1" };
        var rest = Rest(message => message["author"] = JsonNode.Parse("""{"kind":"agent","id":"agent-1"}"""));

        Assert.All(
            [XcelsiorMessage.Of(live, "cust")!, XcelsiorMessage.Of(rest, "cust")!],
            message => Assert.Equal(("agent-1", "agent"), (message.SenderId, message.SenderType))
        );
    }

    [Fact]
    public void Of_NothingMoreSaid_LeavesItOut()
    {
        var live = Live();
        (live.MetadataJson, live.ClientMessageId) = ("", "");
        var rest = Rest(message => (message["metadata"], message["clientMessageId"]) = (null, null));

        Assert.All(
            [Written(XcelsiorMessage.Of(live, "cust")!), Written(XcelsiorMessage.Of(rest, "cust")!)],
            text => Assert.EndsWith("\"status\":\"sent\"}", text, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("delivered", "delivered")]
    [InlineData("read", "read")]
    [InlineData(null, "sent")]
    public void Of_DeliveryStatus_IsShown(string? own, string status) =>
        Assert.Equal(status, XcelsiorMessage.Of(Rest(message => message["deliveryStatus"] = own), "cust")!.Status);

    [Fact]
    public void Of_LiveMessageThatIsNotForCustomers_IsNone()
    {
        var (happened, note, gone) = (Live(), Live(), Live());
        happened.Type = MessageType.Event;
        note.Visibility = MessageVisibility.Internal;
        gone.DeletedAt = Timestamp.FromDateTime(DateTime.UnixEpoch);

        Assert.All([happened, note, gone], message => Assert.Null(XcelsiorMessage.Of(message, "cust")));
    }

    [Theory]
    [InlineData("type", "event")]
    [InlineData("visibility", "internal")]
    [InlineData("deletedAt", "2026-11-28T12:00:00Z")]
    public void Of_MessageOfRestThatIsNotForCustomers_IsNone(string field, string value) =>
        Assert.Null(XcelsiorMessage.Of(Rest(message => message[field] = value), "cust"));

    [Theory]
    [InlineData(Conversation + ".1", 1L)]
    [InlineData("0190B000-0000-7000-8000-00000000000A.20", 20L)]
    [InlineData(Conversation + ".0", null)]
    [InlineData(Conversation + ".-1", null)]
    [InlineData(Conversation + ".+1", null)]
    [InlineData(Conversation + ". 1", null)]
    [InlineData(Conversation + ".1.1", null)]
    [InlineData(Conversation + ".99999999999999999999", null)]
    [InlineData(Conversation, null)]
    [InlineData("0190b00000007000800000000000000a.1", null)]
    [InlineData(".1", null)]
    [InlineData("", null)]
    public void PlaceOf_Id_IsThatOfAMessageOrNone(string id, long? sequence)
    {
        var place = XcelsiorMessage.PlaceOf(id);

        Assert.Equal(sequence, place?.Sequence);
        Assert.Equal(sequence is null ? null : Conversation, place?.ConversationId);
    }

    private static Message Live() =>
        new()
        {
            ConversationId = Conversation,
            Sequence = 3,
            Author = new Author { Kind = AuthorKind.Visitor, Id = "visitor-1" },
            Text = "Hi",
            Type = MessageType.Image,
            Visibility = MessageVisibility.Public,
            CreatedAt = Timestamp.FromDateTime(new DateTime(2026, 11, 28, 12, 0, 0, 5, DateTimeKind.Utc)),
            MetadataJson = """{"a":1}""",
            ClientMessageId = "m",
        };

    private static JsonElement Rest(Action<JsonNode>? change = null)
    {
        var message = JsonNode.Parse(
            $$"""
            {
              "conversationId": "{{Conversation}}", "sequence": 3, "author": {"kind":"visitor","id":"visitor-1"},
              "text": "Hi", "type": "image", "visibility": "public", "deletedAt": null,
              "createdAt": "2026-11-28T12:00:00.005Z", "deliveryStatus": "sent", "metadata": {"a":1},
              "clientMessageId": "m"
            }
            """
        )!;
        change?.Invoke(message);
        return JsonElement.Parse(message.ToJsonString());
    }

    private static string Written(XcelsiorMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            message.WriteTo(json);
        }
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
