using Chat.Sessions.AgentQueue;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Tests.AgentQueue;

public sealed class QueueCursorTests
{
    private const string Id = "0190b000-0000-7000-8000-00000000000a";

    [Fact]
    public void Parse_PlaceOfAnEntry_IsWhatItFollowsFrom()
    {
        var queuedAt = new DateTime(2026, 3, 1, 10, 0, 0, DateTimeKind.Utc).AddTicks(10);
        var entry = new QueueEntry
        {
            ConversationId = Guid.Parse(Id),
            Owner = new Author(AuthorKind.Visitor, "v", ""),
            Priority = ConversationPriority.Low,
            UserCategory = null,
            QueuedAt = queuedAt,
            Skills = [],
            Department = null,
            TeamId = null,
            PreferredAgentId = null,
            Subject = null,
            Place = 7,
            Rank = 331,
        };

        var cursor = QueueCursor.Parse(QueueCursor.Of(entry));

        Assert.Equal(new QueueCursor(331, queuedAt, entry.ConversationId), cursor);
        Assert.Equal(DateTimeKind.Utc, cursor!.Value.QueuedAt.Kind);
    }

    [Theory]
    [InlineData("0_0_" + Id, true)]
    [InlineData("2147483647_3155378975999999999_" + Id, true)]
    [InlineData("2147483648_0_" + Id, false)]
    [InlineData("0_3155378976000000000_" + Id, false)]
    [InlineData("-1_0_" + Id, false)]
    [InlineData("0_-1_" + Id, false)]
    [InlineData(" 0_0_" + Id, false)]
    [InlineData("0_0_x", false)]
    [InlineData("0_0_0190b00000007000800000000000000a", false)]
    [InlineData("0_" + Id, false)]
    [InlineData("0_0_0_" + Id, false)]
    [InlineData("50", false)]
    [InlineData("", false)]
    public void Parse_Text_IsACursorOrNone(string text, bool isOne) =>
        Assert.Equal(isOne, QueueCursor.Parse(text) is not null);
}
