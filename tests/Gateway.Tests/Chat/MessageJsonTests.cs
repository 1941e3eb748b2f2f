using System.Buffers;
using System.Text;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Gateway.Tests.Chat;

public sealed class MessageJsonTests
{
    [Fact]
    public void Write_PlainText_SaysNothingOfWhatMostMessagesAre() =>
        Assert.Equal(
            """{"id":"m","conversationId":"c","sequence":1,"state":"complete","author":{"kind":"visitor","id":"v"},"text":"Hi","citations":[]}""",
            Write(Of(MessageType.Text))
        );

    [Fact]
    public void Write_InternalPictureWithMetadataAndReactions_SaysAllOfIt()
    {
        var message = Of(MessageType.Image);
        message.Visibility = MessageVisibility.Internal;
        message.MetadataJson = """{"url":"x"}""";
        message.Reactions.Add(
            new Reaction
            {
                Emoji = "👍",
                Authors =
                {
                    new Author { Kind = AuthorKind.Agent, Id = "a" },
                },
            }
        );

        Assert.EndsWith(
            ""","type":"image","visibility":"internal","metadata":{"url":"x"},"reactions":[{"emoji":"👍","authors":[{"kind":"agent","id":"a"}]}]}""",
            Write(message),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Write_Reply_SaysWhatItRestsOnAndCost()
    {
        var message = Of(MessageType.Text);
        message.Author = new Author
        {
            Kind = AuthorKind.Ai,
            Id = "assistant",
            DisplayName = "Max",
        };
        message.State = MessageState.Interrupted;
        message.InterruptionReason = "stopped";
        (message.InReplyTo, message.Supersedes, message.ClientMessageId) = ("q", "o", "k");
        message.CreatedAt = new Timestamp { Seconds = 1_767_225_600, Nanos = 5_999_999 };
        message.Citations.Add(new Citation { Index = 1, Url = "https://a" });
        message.Citations.Add(new Citation { Index = 2 });
        message.Usage = new Usage { Provider = "p" };

        Assert.Equal(
            """
            {"id":"m","conversationId":"c","sequence":1,"state":"interrupted","interruptionReason":"stopped","inReplyTo":"q",
            "supersedes":"o","createdAt":"2026-01-01T00:00:00.005Z","author":{"kind":"ai","id":"assistant","displayName":"Max"},
            "text":"Hi","clientMessageId":"k","citations":[
            {"index":1,"documentId":"","chunkId":"","title":"","url":"https://a","quote":""},
            {"index":2,"documentId":"","chunkId":"","title":"","quote":""}],
            "usage":{"provider":"p","model":"","inputTokens":0,"outputTokens":0,"estimated":false,"cachedInputTokens":0,"cacheWriteTokens":0}}
            """.ReplaceLineEndings(""),
            Write(message)
        );
    }

    [Theory]
    [InlineData(MessageType.File, "file")]
    [InlineData(MessageType.System, "system")]
    [InlineData(MessageType.Card, "card")]
    [InlineData(MessageType.Image, "image")]
    public void Write_OtherThanText_SaysItsType(MessageType type, string name) =>
        Assert.EndsWith($",\"citations\":[],\"type\":\"{name}\"}}", Write(Of(type)), StringComparison.Ordinal);

    // In an event stream a line's end is the end of the field.
    [Theory]
    [InlineData("{\n  \"a\": [1,\r\n    2]\r}\n", """{  "a": [1,    2]}""")]
    [InlineData("""{"a":"x\ny"}""", """{"a":"x\ny"}""")]
    public void Write_MetadataOnSeveralLines_IsOneLine(string metadata, string written)
    {
        var message = Of(MessageType.Card);
        message.MetadataJson = metadata;

        Assert.EndsWith($",\"metadata\":{written}}}", Write(message), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_EditedAndDeleted_SaysWhen()
    {
        var message = Of(MessageType.Text);
        message.EditedAt = new Timestamp { Seconds = 1_767_225_600 };
        message.DeletedAt = new Timestamp { Seconds = 1_767_225_601 };

        Assert.EndsWith(
            ""","citations":[],"editedAt":"2026-01-01T00:00:00.000Z","deletedAt":"2026-01-01T00:00:01.000Z"}""",
            Write(message),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Write_SeveralReactions_NameWhoReacted()
    {
        var message = Of(MessageType.Text);
        message.Reactions.Add(new Reaction { Emoji = "a", Authors = { Person("x"), Person("y") } });
        message.Reactions.Add(new Reaction { Emoji = "b", Authors = { Person("x") } });

        Assert.EndsWith(
            """
            ,"reactions":[{"emoji":"a","authors":[{"kind":"user","id":"x"},{"kind":"user","id":"y"}]},
            {"emoji":"b","authors":[{"kind":"user","id":"x"}]}]}
            """.ReplaceLineEndings(""),
            Write(message),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(AuthorKind.Visitor, "visitor")]
    [InlineData(AuthorKind.User, "user")]
    [InlineData(AuthorKind.Agent, "agent")]
    [InlineData(AuthorKind.Ai, "ai")]
    [InlineData(AuthorKind.System, "system")]
    [InlineData(AuthorKind.Unspecified, "system")]
    public void WriteAuthor_Kind_IsItsWord(AuthorKind kind, string name)
    {
        var message = Of(MessageType.Text);
        message.Author = new Author { Kind = kind };

        Assert.Contains($",\"author\":{{\"kind\":\"{name}\"}},", Write(message), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_NoAuthor_IsTheSystems()
    {
        var message = Of(MessageType.Text);
        message.Author = null;

        Assert.Contains(",\"author\":{\"kind\":\"system\"},", Write(message), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Events))]
    [MemberData(nameof(EventsOfConversations))]
    public void Write_Event_SaysWhatHappenedInTheWordsOfRest(ConversationEvent happened, string details)
    {
        var message = Of(MessageType.Event);
        happened.Actor = new Author { Kind = AuthorKind.System };
        (happened.Status, happened.Mode, happened.Revision) = (ConversationStatus.Assigned, ConversationMode.Manual, 3);
        message.Event = happened;

        var split = details.IndexOf(',', StringComparison.Ordinal);
        var (kind, rest) = split < 0 ? (details, "") : (details[..split], details[split..]);
        Assert.EndsWith(
            $$$""","type":"event","event":{"kind":"{{{kind}}}","actor":{"kind":"system"},"status":"assigned","mode":"manual","revision":3"""
                + rest
                + "}}",
            Write(message),
            StringComparison.Ordinal
        );
    }

    public static TheoryData<ConversationEvent, string> Events =>
        new()
        {
            {
                new ConversationEvent
                {
                    StatusChanged = new StatusChanged { From = ConversationStatus.Queued, Action = "assign" },
                },
                """statusChanged,"action":"assign","from":"queued" """.TrimEnd()
            },
            {
                new ConversationEvent { Assigned = new ConversationAssigned { AgentId = "a" } },
                """assigned,"agentId":"a" """.TrimEnd()
            },
            {
                new ConversationEvent { Unassigned = new ConversationUnassigned { AgentId = "a" } },
                """unassigned,"agentId":"a" """.TrimEnd()
            },
            {
                new ConversationEvent { ModeChanged = new ModeChanged() },
                "modeChanged"
            },
            {
                new ConversationEvent
                {
                    MessageEdited = new MessageEdited
                    {
                        MessageId = "m",
                        Sequence = 2,
                        Text = "t",
                    },
                },
                """messageEdited,"messageId":"m","messageSequence":2,"text":"t" """.TrimEnd()
            },
            {
                new ConversationEvent
                {
                    MessageDeleted = new MessageDeleted { MessageId = "m", Sequence = 2 },
                },
                """messageDeleted,"messageId":"m","messageSequence":2"""
            },
            {
                new ConversationEvent
                {
                    ReactionChanged = new ReactionChanged
                    {
                        MessageId = "m",
                        Sequence = 2,
                        Emoji = "x",
                    },
                },
                """reactionChanged,"messageId":"m","messageSequence":2,"emoji":"x","added":false"""
            },
        };

    public static TheoryData<ConversationEvent, string> EventsOfConversations =>
        new()
        {
            {
                new ConversationEvent { TagsChanged = new TagsChanged { Tags = { "a", "b" } } },
                """tagsChanged,"tags":["a","b"]"""
            },
            {
                new ConversationEvent { DetailsChanged = new DetailsChanged { Fields = { "subject" } } },
                """detailsChanged,"fields":["subject"]"""
            },
            {
                new ConversationEvent
                {
                    NoteChanged = new NoteChanged { NoteId = "n", Change = "added" },
                },
                """noteChanged,"noteId":"n","change":"added" """.TrimEnd()
            },
            {
                new ConversationEvent
                {
                    Rated = new ConversationRated
                    {
                        Type = "stars",
                        Value = 4,
                        Satisfaction = 4,
                    },
                },
                """rated,"ratingType":"stars","ratingValue":4,"satisfaction":4"""
            },
            {
                new ConversationEvent { SlaMissed = new SlaMissed { Target = "resolution" } },
                """slaMissed,"target":"resolution" """.TrimEnd()
            },
            {
                new ConversationEvent { LabelChanged = new LabelChanged { Label = "bad" } },
                """labelChanged,"label":"bad" """.TrimEnd()
            },
            {
                new ConversationEvent
                {
                    LabelChanged = new LabelChanged { MessageId = "m", Sequence = 2 },
                },
                """labelChanged,"messageId":"m","messageSequence":2,"label":"" """.TrimEnd()
            },
        };

    private static Author Person(string id) => new() { Kind = AuthorKind.User, Id = id };

    private static Message Of(MessageType type) =>
        new()
        {
            Id = "m",
            ConversationId = "c",
            Sequence = 1,
            Author = new Author { Kind = AuthorKind.Visitor, Id = "v" },
            Text = "Hi",
            Type = type,
        };

    private static string Write(Message message)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageJson.Write(output, message);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
