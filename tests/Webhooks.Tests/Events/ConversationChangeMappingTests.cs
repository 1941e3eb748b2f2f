using System.Text;
using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Webhooks.Events;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Webhooks.Tests.Events;

public sealed class ConversationChangeMappingTests
{
    [Theory]
    [InlineData("accepted", "", "conversation.assigned")]
    [InlineData("routed", "", "conversation.assigned")]
    [InlineData("transferred", "a-2", "conversation.transferred")]
    [InlineData("taken_over", "a-2", "conversation.transferred")]
    [InlineData("escalated_up", "a-2", "conversation.escalated")]
    public void TypeOf_Assigned_SaysFromWhere(string reason, string from, string type) =>
        Assert.Equal(
            type,
            StandardMapping.TypeOf(
                Changed(
                    new ConversationEvent
                    {
                        Status = ConversationStatus.Assigned,
                        Reason = reason,
                        Assigned = new ConversationAssigned { AgentId = "a-1", FromAgentId = from },
                    }
                )
            )
        );

    [Theory]
    [InlineData((int)ConversationStatus.Queued, "queue", "escalated", "conversation.escalated")]
    [InlineData((int)ConversationStatus.Queued, "queue", "humans_first", "conversation.queued")]
    [InlineData((int)ConversationStatus.Open, "hand_back", "handed_back", "conversation.handed_back")]
    [InlineData((int)ConversationStatus.Open, "reopen", "customer_message", "conversation.reopened")]
    [InlineData((int)ConversationStatus.Resolved, "resolve", "", "conversation.resolved")]
    [InlineData((int)ConversationStatus.Closed, "close", "", "conversation.closed")]
    [InlineData((int)ConversationStatus.Abandoned, "abandon", "idle", "conversation.abandoned")]
    [InlineData((int)ConversationStatus.Pending, "await", "", "conversation.pending")]
    [InlineData((int)ConversationStatus.Assigned, "resume", "customer_message", "conversation.resumed")]
    [InlineData((int)ConversationStatus.Assigned, "unheard_of", "", null)]
    [InlineData((int)ConversationStatus.Archived, "archive", "", "conversation.archived")]
    public void TypeOf_StatusChanged_IsNamedByTheNewOne(int status, string action, string reason, string? type) =>
        Assert.Equal(
            type,
            StandardMapping.TypeOf(
                Changed(
                    new ConversationEvent
                    {
                        Status = (ConversationStatus)status,
                        Reason = reason,
                        StatusChanged = new StatusChanged { Action = action },
                    }
                )
            )
        );

    public static TheoryData<ConversationEvent, string, string> Details =>
        new()
        {
            {
                new ConversationEvent { TagsChanged = new TagsChanged { Tags = { "vip" } } },
                "conversation.updated",
                """ "fields":["tags"],"tags":["vip"]"""
            },
            {
                new ConversationEvent { DetailsChanged = new DetailsChanged { Fields = { "subject", "priority" } } },
                "conversation.updated",
                """ "fields":["subject","priority"]"""
            },
            {
                new ConversationEvent { ModeChanged = new ModeChanged() },
                "conversation.updated",
                """ "fields":["mode"]"""
            },
            {
                new ConversationEvent
                {
                    Rated = new ConversationRated
                    {
                        Type = "thumbs",
                        Value = 0,
                        Satisfaction = 1,
                    },
                },
                "conversation.rated",
                """ "rating":{"type":"thumbs","value":0,"satisfaction":1}"""
            },
            {
                new ConversationEvent { LabelChanged = new LabelChanged { Label = "bad" } },
                "conversation.labelled",
                """ "label":"bad" """
            },
            {
                new ConversationEvent
                {
                    LabelChanged = new LabelChanged { MessageId = "m", Sequence = 2 },
                },
                "message.labelled",
                """ "messageId":"m","messageSequence":2"""
            },
            {
                new ConversationEvent
                {
                    MessageEdited = new MessageEdited { MessageId = "m", Sequence = 2 },
                },
                "message.updated",
                """ "messageId":"m","messageSequence":2"""
            },
            {
                new ConversationEvent
                {
                    MessageDeleted = new MessageDeleted { MessageId = "m", Sequence = 2 },
                },
                "message.deleted",
                """ "messageId":"m","messageSequence":2"""
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
                "message.reaction",
                """ "messageId":"m","messageSequence":2,"emoji":"x","added":false"""
            },
        };

    [Theory]
    [MemberData(nameof(Details))]
    public void Write_Detail_SaysWhatItIsAbout(ConversationEvent happened, string type, string details)
    {
        happened.Actor = new Author { Kind = AuthorKind.System };
        var changed = Changed(happened);

        Assert.Equal(type, StandardMapping.TypeOf(changed));
        Assert.Contains(type, EventTypes.All.AsEnumerable());
        Assert.EndsWith(
            ",\"actor\":{\"kind\":\"system\"}," + details.Trim() + "}}",
            Encoding.UTF8.GetString(StandardMapping.Write(changed)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void TypeOf_NoteChanged_IsNoEvent()
    {
        var changed = Changed(new ConversationEvent { NoteChanged = new NoteChanged() });

        Assert.Null(StandardMapping.TypeOf(changed));
        Assert.Null(ChatCopsMapping.TypeOf(changed));
    }

    [Fact]
    public void Write_Unassigned_IsTheDocumentedBody()
    {
        var changed = Changed(
            new ConversationEvent
            {
                Actor = new Author { Kind = AuthorKind.System },
                Status = ConversationStatus.Queued,
                Mode = ConversationMode.Manual,
                Reason = "agent_vanished",
                Unassigned = new ConversationUnassigned { AgentId = "a-1" },
            }
        );

        Assert.Equal(
            """{"type":"conversation.queued","timestamp":"2026-11-26T10:00:00+00:00","data":{"conversationId":"c-1","externalId":"e-1","sequence":7,"status":"queued","mode":"manual","fromAgentId":"a-1","actor":{"kind":"system"},"reason":"agent_vanished"}}""",
            Encoding.UTF8.GetString(StandardMapping.Write(changed))
        );
    }

    [Fact]
    public void Write_SlaMissed_NamesTheTarget()
    {
        var changed = Changed(
            new ConversationEvent
            {
                Actor = new Author { Kind = AuthorKind.System },
                Status = ConversationStatus.Assigned,
                Mode = ConversationMode.Manual,
                AssignedAgentId = "a-1",
                SlaMissed = new SlaMissed { Target = "first_response" },
            }
        );

        Assert.Equal(EventTypes.SlaMissed, StandardMapping.TypeOf(changed));
        Assert.Contains(
            "\"target\":\"first_response\"",
            Encoding.UTF8.GetString(StandardMapping.Write(changed)),
            StringComparison.Ordinal
        );
    }

    private static ConversationChanged Changed(ConversationEvent happened) =>
        new()
        {
            Header = new EventHeader
            {
                OccurredAt = Timestamp.FromDateTime(new DateTime(2026, 11, 26, 10, 0, 0, DateTimeKind.Utc)),
            },
            Message = new Message
            {
                Sequence = 7,
                Type = MessageType.Event,
                Event = happened,
            },
            Conversation = new Conversation { Id = "c-1", ExternalId = "e-1" },
        };
}
