using System.Text;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.WebSockets;

namespace Chat.Gateway.Tests.WebSockets;

public sealed class ConversationFramesTests
{
    private const string First =
        """{"id":"c1","owner":{"kind":"visitor","id":"v"},"mode":"ai","status":"open","epoch":7,"lastSequence":1}""";

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    public void Opened_Conversation_SaysWhetherItIsNew(bool created, string said) =>
        Assert.Equal(
            $$"""{"type":"conversation","id":"1","created":{{said}},"conversation":{{First}}}""",
            Encoding.UTF8.GetString(
                ConversationFrames.Opened(
                    "1",
                    new OpenConversationResponse { Conversation = Conversation("c1", 1), Created = created },
                    forOwner: true
                )
            )
        );

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 4)]
    public void Opened_UnreadMessages_AreThoseOfWhoAsks(bool forOwner, int unread)
    {
        var conversation = Conversation("c1", 1);
        conversation.Details = new ConversationDetails { UnreadByCustomer = 3, UnreadByAgents = 4 };

        Assert.Contains(
            $"\"unreadCount\":{unread},",
            Encoding.UTF8.GetString(
                ConversationFrames.Opened("1", new OpenConversationResponse { Conversation = conversation }, forOwner)
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"\"unreadCount\":{unread},",
            Encoding.UTF8.GetString(
                ConversationFrames.Listed(
                    "1",
                    new ListConversationsResponse { Conversations = { conversation } },
                    forOwner
                )
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Listed_None_IsAnEmptyPage() =>
        Assert.Equal("""{"type":"conversations","id":"1","data":[],"hasMore":false}""", Listed("1", ""));

    [Fact]
    public void Listed_Several_AreInTheirOrder() =>
        Assert.Equal(
            $$"""{"type":"conversations","id":"1","data":[{{First}},{{First.Replace("c1", "c2", StringComparison.Ordinal)}}],"hasMore":false}""",
            Listed("1", "", Conversation("c1", 1), Conversation("c2", 1))
        );

    [Fact]
    public void Listed_MoreBehindIt_SaysWhere() =>
        Assert.Equal(
            """{"type":"conversations","id":"\"","data":[],"nextCursor":"n\"","hasMore":true}""",
            Listed("\"", "n\"")
        );

    private static string Listed(string id, string next, params Conversation[] conversations) =>
        Encoding.UTF8.GetString(
            ConversationFrames.Listed(
                id,
                new ListConversationsResponse { Conversations = { conversations }, NextCursor = next },
                forOwner: false
            )
        );

    private static Conversation Conversation(string id, long sequence) =>
        new()
        {
            Id = id,
            Owner = new Author { Kind = AuthorKind.Visitor, Id = "v" },
            Mode = ConversationMode.Ai,
            Status = ConversationStatus.Open,
            Epoch = 7,
            LastSequence = sequence,
        };
}
