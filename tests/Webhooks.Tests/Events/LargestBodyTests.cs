using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Webhooks.Events;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Webhooks.Tests.Events;

/// <summary>
/// The largest things there can be, of letters that take most room in JSON: an emoji takes twelve bytes there, for two
/// UTF-16 units.
/// </summary>
public sealed class LargestBodyTests
{
    private const string Smile = "\ud83d\ude00";
    private static readonly Timestamp At = Timestamp.FromDateTime(
        new DateTime(2026, 11, 26, 10, 0, 0, DateTimeKind.Utc)
    );

    [Fact]
    public void Write_CustomerOfEmoji_LeavesItsTagsOut()
    {
        var data = DataOf(new CustomerCreated { Header = Header(), Customer = LargestCustomer(Smile) });

        Assert.False(data.TryGetProperty("tags", out _));
        Assert.True(data.GetProperty("tagsLeftOut").GetBoolean());
        Assert.Equal(Units(Smile, 200), data.GetProperty("name").GetString());
    }

    [Fact]
    public void Write_CustomerWithRoom_HasItsTagsAndNoFlag()
    {
        var customer = LargestCustomer("a");

        var data = DataOf(new CustomerCreated { Header = Header(), Customer = customer });

        Assert.Equal(50, data.GetProperty("tags").GetArrayLength());
        Assert.False(data.TryGetProperty("tagsLeftOut", out _));
    }

    [Theory]
    [InlineData(Smile, false)]
    [InlineData("€", true)]
    public void Write_ConversationsTags_AreLeftOutWhereTheyDoNotFit(string unit, bool haveRoom)
    {
        var changed = new ConversationChanged
        {
            Header = Header(),
            Message = new Message
            {
                Sequence = 7,
                Event = new ConversationEvent
                {
                    Actor = new Author { Kind = AuthorKind.Agent, DisplayName = Units(unit, 200) },
                    TagsChanged = new TagsChanged { Tags = { Tags(unit) } },
                },
            },
            Conversation = new Conversation { Id = Guid.AllBitsSet.ToString() },
        };

        var data = DataOf(changed);

        Assert.Equal(haveRoom, data.TryGetProperty("tags", out _));
        Assert.Equal(!haveRoom, data.TryGetProperty("tagsLeftOut", out _));
        Assert.Equal("tags", data.GetProperty("fields")[0].GetString());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("漢")]
    [InlineData(Smile)]
    public void Write_CitationsWithLongTitles_LeaveHalfOfTheRoomToTheText(string unit)
    {
        var data = DataOf(Cited(unit, Units("b", 50_000)));

        Assert.True(data.GetProperty("textTruncated").GetBoolean());
        Assert.InRange(data.GetProperty("text").GetString()!.Length, (EventBody.MaxBytes / 2) - 100, 20_000);
        Assert.InRange(data.GetProperty("citations").GetArrayLength(), 1, 9);
        Assert.Equal(1, data.GetProperty("citations")[0].GetProperty("index").GetInt32());
    }

    [Fact]
    public void Write_FewerCitationsMakeRoom_TheTextIsWhole()
    {
        var text = Units("b", 5_000);

        var data = DataOf(Cited(Smile, text));

        Assert.Equal(text, data.GetProperty("text").GetString());
        Assert.False(data.TryGetProperty("textTruncated", out _));
    }

    [Fact]
    public void Write_OfflineMessageOfEmoji_FitsABody()
    {
        var left = new OfflineMessageLeft
        {
            Header = Header(),
            Message = new OfflineMessage
            {
                Id = Guid.AllBitsSet.ToString(),
                Name = Units(Smile, 200),
                Email = new string('x', 254),
                Phone = Units(Smile, 50),
                Subject = Units(Smile, 300),
                Text = Units(Smile, 10_000),
                PageUrl = "https://example.com/" + Units(Smile, 1_980),
                LeftAt = At,
            },
        };

        Assert.True(DataOf(left).GetProperty("textTruncated").GetBoolean());
    }

    private static MessagePosted Cited(string unit, string text)
    {
        var posted = MessagePostedBuilder.Build(text).WithReply(10);
        foreach (var citation in posted.Message.Citations)
        {
            citation.Title = Units(unit, 500);
            citation.Url = "https://example.com/" + Units("u", 1_500);
        }

        return posted;
    }

    private static Customer LargestCustomer(string unit)
    {
        var customer = new Customer
        {
            Id = Guid.AllBitsSet.ToString(),
            ExternalId = Units(unit, 128),
            Email = new string('x', 254),
            Name = Units(unit, 200),
            Phone = Units(unit, 50),
            Company = Units(unit, 200),
            AvatarUrl = "https://example.com/" + Units(unit, 1_980),
            UserCategory = Units(unit, 64),
            CreatedAt = At,
            UpdatedAt = At,
        };
        customer.Tags.Add(Tags(unit));
        return customer;
    }

    private static IEnumerable<string> Tags(string unit) => Enumerable.Repeat(Units(unit, 64), 50);

    private static string Units(string unit, int units) => string.Concat(Enumerable.Repeat(unit, units / unit.Length));

    private static JsonElement DataOf(IMessage message)
    {
        var bytes = StandardMapping.Write(message);
        Assert.InRange(bytes.Length, 1, EventBody.MaxBytes - 1);
        return JsonElement.Parse(bytes).GetProperty("data");
    }

    private static EventHeader Header() => new() { OccurredAt = At };
}
