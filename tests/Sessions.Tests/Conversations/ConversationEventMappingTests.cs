using System.Text.Json;
using Chat.Sessions.Conversations;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Conversations;

public sealed class ConversationEventMappingTests
{
    private static readonly Guid Agent = new("0190a000-0000-7000-8000-000000000001");
    private static readonly Guid Before = new("0190a000-0000-7000-8000-000000000002");
    private static readonly Guid Message = new("0190a000-0000-7000-8000-000000000003");
    private static readonly Guid Note = new("0190a000-0000-7000-8000-000000000004");

    public static TheoryData<string, string> Kinds =>
        new()
        {
            { "StatusChanged", """{ "statusChanged": { "from": "CONVERSATION_STATUS_OPEN", "action": "resolve" } }""" },
            {
                "Assigned",
                $$"""{ "assigned": { "agentId": "{{Agent}}", "fromAgentId": "{{Before}}", "from": "CONVERSATION_STATUS_OPEN" } }"""
            },
            { "Unassigned", $$"""{ "unassigned": { "agentId": "{{Before}}", "from": "CONVERSATION_STATUS_OPEN" } }""" },
            { "ModeChanged", """{ "modeChanged": { "from": "CONVERSATION_MODE_AI" } }""" },
            { "TagsChanged", """{ "tagsChanged": { "tags": [ "a", "b" ] } }""" },
            { "DetailsChanged", """{ "detailsChanged": { "fields": [ "subject" ] } }""" },
            { "NoteChanged", $$"""{ "noteChanged": { "noteId": "{{Note}}", "change": "added" } }""" },
            { "Rated", """{ "rated": { "type": "stars", "value": 4, "satisfaction": 5 } }""" },
            { "SlaMissed", """{ "slaMissed": { "target": "resolution" } }""" },
            {
                "LabelChanged",
                $$"""{ "labelChanged": { "label": "good", "messageId": "{{Message}}", "sequence": "7" } }"""
            },
            {
                "MessageEdited",
                $$"""{ "messageEdited": { "messageId": "{{Message}}", "sequence": "7", "text": "New" } }"""
            },
            { "MessageDeleted", $$"""{ "messageDeleted": { "messageId": "{{Message}}", "sequence": "7" } }""" },
            {
                "ReactionChanged",
                $$"""{ "reactionChanged": { "messageId": "{{Message}}", "sequence": "7", "emoji": "👍", "added": true } }"""
            },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ToWire_Kind_SaysWhatItIsAbout(string kind, string expected)
    {
        var wire = Of(Enum.Parse<ConversationEventKind>(kind)).ToWire();

        var written = JsonElement.Parse(Google.Protobuf.JsonFormatter.Default.Format(wire));
        var (name, value) = JsonElement.Parse(expected).EnumerateObject().Select(one => (one.Name, one.Value)).Single();
        Assert.True(JsonElement.DeepEquals(value, written.GetProperty(name)), written.GetRawText());
    }

    [Fact]
    public void ToWire_AnyKind_IsOneOfThem() =>
        Assert.All(
            Enum.GetNames<ConversationEventKind>(),
            name => Assert.Equal(name, $"{Of(Enum.Parse<ConversationEventKind>(name)).ToWire().EventCase}")
        );

    [Fact]
    public void ToWire_AnyKind_SaysHowThingsStandBehindIt()
    {
        var wire = Of(ConversationEventKind.SlaMissed).ToWire();

        Assert.Equal((Wire.AuthorKind.Agent, "a-1", "Ada"), (wire.Actor.Kind, wire.Actor.Id, wire.Actor.DisplayName));
        Assert.Equal(
            (Wire.ConversationStatus.Resolved, Wire.ConversationMode.Manual, Agent.ToString(), 12L, "why"),
            (wire.Status, wire.Mode, wire.AssignedAgentId, wire.Revision, wire.Reason)
        );
    }

    [Fact]
    public void ToWire_NothingSaid_IsEmpty()
    {
        var wire = new ConversationEvent
        {
            Kind = ConversationEventKind.Assigned,
            Actor = ConversationActor.System.Author,
            Status = ConversationStatus.Open,
            Mode = ConversationMode.Ai,
        }.ToWire();

        Assert.Equal(("", ""), (wire.AssignedAgentId, wire.Reason));
        Assert.Equal(
            ("", "", Wire.ConversationStatus.Unspecified),
            (wire.Assigned.AgentId, wire.Assigned.FromAgentId, wire.Assigned.From)
        );
    }

    private static ConversationEvent Of(ConversationEventKind kind) =>
        new()
        {
            Kind = kind,
            Actor = new Author(AuthorKind.Agent, "a-1", "Ada"),
            Status = ConversationStatus.Resolved,
            Mode = ConversationMode.Manual,
            AssignedAgentId = Agent,
            Revision = 12,
            Reason = "why",
            Action = ConversationAction.Resolve,
            From = ConversationStatus.Open,
            FromMode = ConversationMode.Ai,
            AgentId = Agent,
            FromAgentId = Before,
            MessageId = Message,
            MessageSequence = 7,
            Text = "New",
            Emoji = "👍",
            Added = true,
            Tags = ["a", "b"],
            Fields = ["subject"],
            NoteId = Note,
            Change = "added",
            RatingType = "stars",
            RatingValue = 4,
            Satisfaction = 5,
            Target = "resolution",
            Label = "good",
        };
}
