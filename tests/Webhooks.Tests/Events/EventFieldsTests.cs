using System.Text;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Webhooks.Events;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Webhooks.Tests.Events;

/// <summary>Bodies of events that have everything: each field under its own name, and none in another's place.</summary>
public sealed class EventFieldsTests
{
    private static readonly Timestamp At = Timestamp.FromDateTime(
        new DateTime(2026, 11, 26, 10, 0, 0, DateTimeKind.Utc)
    );

    [Fact]
    public void Write_Customer_HasEveryField()
    {
        var customer = new Customer
        {
            Id = "id",
            ExternalId = "external",
            Email = "email",
            Name = "name",
            Phone = "phone",
            Company = "company",
            AvatarUrl = "avatar",
            Tags = { "t1", "t2" },
            Status = CustomerStatus.Blocked,
            UserCategory = "category",
            Verified = false,
            CreatedAt = At,
            UpdatedAt = Timestamp.FromDateTimeOffset(At.ToDateTimeOffset().AddSeconds(1)),
        };

        AssertData(
            """{"id":"id","externalId":"external","email":"email","name":"name","phone":"phone","company":"company","avatarUrl":"avatar","tags":["t1","t2"],"status":"blocked","userCategory":"category","verified":false,"createdAt":"2026-11-26T10:00:00+00:00","updatedAt":"2026-11-26T10:00:01+00:00"}""",
            new CustomerUpdated { Header = Header(), Customer = customer }
        );
    }

    [Fact]
    public void Write_OfflineMessage_HasEveryField() =>
        AssertData(
            """{"id":"id","senderId":"sender","name":"name","email":"email","phone":"phone","subject":"subject","text":"text","pageUrl":"page","leftAt":"2026-11-26T10:00:00+00:00"}""",
            new OfflineMessageLeft
            {
                Header = Header(),
                Message = new OfflineMessage
                {
                    Id = "id",
                    SenderId = "sender",
                    Name = "name",
                    Email = "email",
                    Phone = "phone",
                    Subject = "subject",
                    Text = "text",
                    PageUrl = "page",
                    LeftAt = At,
                },
            }
        );

    [Fact]
    public void Write_Lead_HasEveryField() =>
        AssertData(
            """{"id":"id","conversationId":"conversation","externalId":"external","name":"name","email":"email","company":"company","phone":"phone","projectDetails":"details","source":"source","capturedAt":"2026-11-26T10:00:00+00:00"}""",
            new LeadCaptured
            {
                Header = Header(),
                ExternalId = "external",
                Lead = new Lead
                {
                    Id = "id",
                    ConversationId = "conversation",
                    Name = "name",
                    Email = "email",
                    Company = "company",
                    Phone = "phone",
                    ProjectDetails = "details",
                    Source = "source",
                    CapturedAt = At,
                },
            }
        );

    [Fact]
    public void Write_Assignment_HasEveryField() =>
        AssertData(
            """{"conversationId":"conversation","externalId":"external","sequence":9,"status":"assigned","mode":"manual","assignedAgentId":"to","fromAgentId":"from","actor":{"kind":"agent","id":"actor","displayName":"Ann"},"reason":"transferred"}""",
            Changed(
                new ConversationEvent
                {
                    Actor = new Author
                    {
                        Kind = AuthorKind.Agent,
                        Id = "actor",
                        DisplayName = "Ann",
                    },
                    Status = ConversationStatus.Assigned,
                    Mode = ConversationMode.Manual,
                    Reason = "transferred",
                    AssignedAgentId = "to",
                    Assigned = new ConversationAssigned { AgentId = "to", FromAgentId = "from" },
                }
            )
        );

    [Fact]
    public void Write_RatingWithoutAType_LeavesItOut() =>
        AssertEndsWith(
            ""","rating":{"value":4,"satisfaction":4}}""",
            Changed(
                new ConversationEvent
                {
                    Rated = new ConversationRated { Value = 4, Satisfaction = 4 },
                }
            )
        );

    [Fact]
    public void Write_ReactionAdded_SaysSo() =>
        AssertEndsWith(
            ""","messageId":"m","messageSequence":3,"emoji":"+1","added":true}""",
            Changed(
                new ConversationEvent
                {
                    ReactionChanged = new ReactionChanged
                    {
                        MessageId = "m",
                        Sequence = 3,
                        Emoji = "+1",
                        Added = true,
                    },
                }
            )
        );

    [Fact]
    public void Write_LabelOfAMessageTakenAway_HasNoLabel() =>
        AssertEndsWith(
            """{"kind":"system"},"messageId":"m","messageSequence":3}""",
            Changed(
                new ConversationEvent
                {
                    LabelChanged = new LabelChanged { MessageId = "m", Sequence = 3 },
                }
            )
        );

    [Fact]
    public void Write_LastTagTakenAway_SaysThatThereAreNone() =>
        AssertEndsWith(
            ""","fields":["tags"],"tags":[]}""",
            Changed(new ConversationEvent { TagsChanged = new TagsChanged() })
        );

    [Theory]
    [InlineData((int)ConversationStatus.Open, "open")]
    [InlineData((int)ConversationStatus.Queued, "queued")]
    [InlineData((int)ConversationStatus.Assigned, "assigned")]
    [InlineData((int)ConversationStatus.Pending, "pending")]
    [InlineData((int)ConversationStatus.Resolved, "resolved")]
    [InlineData((int)ConversationStatus.Closed, "closed")]
    [InlineData((int)ConversationStatus.Abandoned, "abandoned")]
    [InlineData((int)ConversationStatus.Archived, "archived")]
    public void Write_Status_IsTheWordOfTheApi(int status, string word)
    {
        var changed = Changed(
            new ConversationEvent { Status = (ConversationStatus)status, ModeChanged = new ModeChanged() }
        );

        Assert.Equal(word, DataOf(changed).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData((int)ConversationMode.Ai, "ai")]
    [InlineData((int)ConversationMode.Manual, "manual")]
    public void Write_Mode_IsTheWordOfTheApi(int mode, string word)
    {
        var changed = Changed(new ConversationEvent { Mode = (ConversationMode)mode, ModeChanged = new ModeChanged() });

        Assert.Equal(word, DataOf(changed).GetProperty("mode").GetString());
    }

    [Theory]
    [InlineData((int)MessageType.Unspecified, null)]
    [InlineData((int)MessageType.Text, null)]
    [InlineData((int)MessageType.Image, "image")]
    [InlineData((int)MessageType.File, "file")]
    [InlineData((int)MessageType.Card, "card")]
    [InlineData((int)MessageType.System, "system")]
    public void Write_MessageType_IsToldUnlessItIsAText(int type, string? word)
    {
        var posted = MessagePostedBuilder.Build();
        posted.Message.Type = (MessageType)type;

        Assert.Equal(word, DataOf(posted).TryGetProperty("type", out var told) ? told.GetString() : null);
    }

    [Fact]
    public void Write_Usage_HasEveryCountInItsPlace()
    {
        var posted = MessagePostedBuilder.Build().WithReply();
        posted.Message.Usage = new Usage
        {
            Provider = "p",
            Model = "m",
            InputTokens = 1,
            OutputTokens = 2,
            CachedInputTokens = 3,
            CacheWriteTokens = 4,
        };

        Assert.Equal(
            """{"provider":"p","model":"m","inputTokens":1,"outputTokens":2,"estimated":false,"cachedInputTokens":3,"cacheWriteTokens":4}""",
            DataOf(posted).GetProperty("usage").GetRawText()
        );
    }

    [Fact]
    public void Write_CitationOfAText_LeavesOutWhatItDoesNotHave()
    {
        var posted = MessagePostedBuilder.Build();
        posted.Message.Citations.Add(
            new Citation
            {
                Index = 2,
                DocumentId = "d",
                ChunkId = "c",
            }
        );

        Assert.Equal(
            """[{"index":2,"documentId":"d","chunkId":"c"}]""",
            DataOf(posted).GetProperty("citations").GetRawText()
        );
    }

    private static void AssertData(string expected, IMessage message) =>
        Assert.Equal(expected, DataOf(message).GetRawText());

    private static void AssertEndsWith(string expected, IMessage message) =>
        Assert.EndsWith(expected, DataOf(message).GetRawText(), StringComparison.Ordinal);

    private static JsonElement DataOf(IMessage message) =>
        JsonElement.Parse(Encoding.UTF8.GetString(StandardMapping.Write(message))).GetProperty("data");

    private static ConversationChanged Changed(ConversationEvent happened)
    {
        happened.Actor ??= new Author { Kind = AuthorKind.System };
        return new ConversationChanged
        {
            Header = Header(),
            Message = new Message { Sequence = 9, Event = happened },
            Conversation = new Conversation { Id = "conversation", ExternalId = "external" },
        };
    }

    private static EventHeader Header() => new() { OccurredAt = At };
}
