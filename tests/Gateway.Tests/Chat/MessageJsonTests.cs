using System.Buffers;
using System.Text;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Chat;

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
