using System.Buffers;
using System.Text;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Gateway.Tests.Chat;

public sealed class ConversationJsonTests
{
    private static readonly Timestamp Start = new() { Seconds = 1_767_225_600 };

    [Fact]
    public void Write_NothingButWhatEachHas_LeavesOutWhatIsEmpty() =>
        Assert.Equal(
            """{"id":"c","owner":{"kind":"visitor","id":"v"},"mode":"ai","status":"open","epoch":7,"lastSequence":0}""",
            Write(Bare())
        );

    [Fact]
    public void Write_EveryField_IsInTheWordsOfRest() =>
        Assert.Equal(
            """
            {"id":"c","externalId":"e","owner":{"kind":"user","id":"v"},"mode":"manual","status":"assigned",
            "priority":"high","channel":"web","subject":"S","tags":["a","b\"c"],"metadata":{"k":1},
            "assignedAgentId":"g","assignedAgent":{"id":"g","email":"g@x","name":"Ada","avatarUrl":"https://g"},
            "customerId":"u","customer":{"id":"u","email":"u@x","name":"Bob","phone":"1","company":"C","avatarUrl":"https://u"},
            "userCategory":"vip","teamId":"t","department":"d","label":"l",
            "assignedAt":"2026-01-01T00:00:01.000Z","queuedAt":"2026-01-01T00:00:02.000Z",
            "firstResponseAt":"2026-01-01T00:00:03.000Z","resolvedAt":"2026-01-01T00:00:04.000Z",
            "closedAt":"2026-01-01T00:00:05.000Z","lastMessageAt":"2026-01-01T00:00:06.000Z",
            "messageCount":9,"satisfaction":4,"revision":3,"unreadCount":2,"epoch":7,"lastSequence":12,
            "createdAt":"2026-01-01T00:00:07.000Z","updatedAt":"2026-01-01T00:00:08.250Z"}
            """.ReplaceLineEndings(""),
            Write(Whole())
        );

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void Write_Unread_IsThatOfWhoReads(bool forOwner, int unread) =>
        Assert.Contains($",\"unreadCount\":{unread},", Write(Whole(), forOwner), StringComparison.Ordinal);

    [Theory]
    [InlineData(ConversationStatus.Open, "open")]
    [InlineData(ConversationStatus.Queued, "queued")]
    [InlineData(ConversationStatus.Assigned, "assigned")]
    [InlineData(ConversationStatus.Pending, "pending")]
    [InlineData(ConversationStatus.Resolved, "resolved")]
    [InlineData(ConversationStatus.Closed, "closed")]
    [InlineData(ConversationStatus.Abandoned, "abandoned")]
    [InlineData(ConversationStatus.Archived, "archived")]
    [InlineData(ConversationStatus.Unspecified, "")]
    [InlineData((ConversationStatus)99, "")]
    public void NameOf_Status_IsItsWord(ConversationStatus status, string name) =>
        Assert.Equal(name, ConversationJson.NameOf(status));

    [Theory]
    [InlineData(ConversationPriority.Low, "low")]
    [InlineData(ConversationPriority.Medium, "medium")]
    [InlineData(ConversationPriority.High, "high")]
    [InlineData(ConversationPriority.Urgent, "urgent")]
    public void Write_Priority_IsItsWord(ConversationPriority priority, string name)
    {
        var conversation = Bare();
        conversation.Details = new ConversationDetails { Priority = priority };

        Assert.Contains($",\"priority\":\"{name}\",", Write(conversation), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_MetadataOnSeveralLines_IsOneLine()
    {
        var conversation = Bare();
        conversation.Details = new ConversationDetails { MetadataJson = "{\n\"a\":\r\n1}" };

        Assert.Contains(",\"metadata\":{\"a\":1},", Write(conversation), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_DetailsThatSayNothing_HaveTheCountersOnly()
    {
        var conversation = Bare();
        conversation.Details = new ConversationDetails
        {
            AssignedAgent = new AgentCard { Id = "g" },
            Customer = new CustomerCard { Id = "u" },
        };

        Assert.Equal(
            """
            {"id":"c","owner":{"kind":"visitor","id":"v"},"mode":"ai","status":"open","assignedAgent":{"id":"g"},
            "customer":{"id":"u"},"messageCount":0,"revision":0,"unreadCount":0,"epoch":7,"lastSequence":0}
            """.ReplaceLineEndings(""),
            Write(conversation)
        );
    }

    private static Conversation Bare() =>
        new()
        {
            Id = "c",
            Owner = new Author { Kind = AuthorKind.Visitor, Id = "v" },
            Mode = ConversationMode.Ai,
            Status = ConversationStatus.Open,
            Epoch = 7,
        };

    private static Conversation Whole() =>
        new()
        {
            Id = "c",
            ExternalId = "e",
            Owner = new Author { Kind = AuthorKind.User, Id = "v" },
            Mode = ConversationMode.Manual,
            Status = ConversationStatus.Assigned,
            Epoch = 7,
            LastSequence = 12,
            CreatedAt = At(7),
            UpdatedAt = new Timestamp { Seconds = Start.Seconds + 8, Nanos = 250_999_999 },
            Details = Details(),
        };

    private static ConversationDetails Details() =>
        new()
        {
            Priority = ConversationPriority.High,
            Channel = "web",
            Subject = "S",
            Tags = { "a", "b\"c" },
            MetadataJson = """{"k":1}""",
            AssignedAgentId = "g",
            AssignedAgent = new AgentCard
            {
                Id = "g",
                Email = "g@x",
                Name = "Ada",
                AvatarUrl = "https://g",
            },
            CustomerId = "u",
            Customer = new CustomerCard
            {
                Id = "u",
                Email = "u@x",
                Name = "Bob",
                Phone = "1",
                Company = "C",
                AvatarUrl = "https://u",
            },
            UserCategory = "vip",
            TeamId = "t",
            Department = "d",
            Label = "l",
            AssignedAt = At(1),
            QueuedAt = At(2),
            FirstResponseAt = At(3),
            ResolvedAt = At(4),
            ClosedAt = At(5),
            LastMessageAt = At(6),
            MessageCount = 9,
            Satisfaction = 4,
            Revision = 3,
            UnreadByCustomer = 1,
            UnreadByAgents = 2,
        };

    private static Timestamp At(int second) => new() { Seconds = Start.Seconds + second };

    private static string Write(Conversation conversation, bool forOwner = false)
    {
        var output = new ArrayBufferWriter<byte>();
        ConversationJson.Write(output, conversation, forOwner);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
