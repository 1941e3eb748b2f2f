using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Messaging;
using Chat.Webhooks.Events;
using Chat.Webhooks.Subscriptions;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Webhooks.Tests.Events;

public sealed class EventBodiesTests
{
    [Fact]
    public void For_Message_HasItsIdentityAndPlace()
    {
        var (eventId, tenant) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var posted = MessagePostedBuilder.Build(eventId: eventId, tenant: tenant, conversationId: "c-9", sequence: 42);

        var mapped = new EventBodies(new ReceivedEvent(posted, "00-trace")).For(Entry(WebhookFormat.Standard))!;

        Assert.Equal(
            (eventId, tenant, "message.created", "c-9", 42, "00-trace"),
            (mapped.Id, mapped.TenantId, mapped.Type, mapped.ConversationId, mapped.Sequence, mapped.TraceParent)
        );
    }

    [Fact]
    public void For_LeadAndBeginning_GoAheadOfTheMessages()
    {
        var lead = new EventBodies(new ReceivedEvent(LeadCapturedBuilder.Build(), null));
        var started = new EventBodies(new ReceivedEvent(ConversationStartedBuilder.Build(), null));

        Assert.Equal(0, lead.For(Entry(WebhookFormat.ChatCops))!.Sequence);
        Assert.Equal(0, started.For(Entry(WebhookFormat.Standard))!.Sequence);
    }

    [Fact]
    public void For_SeveralSubscriptionsOfAFormat_WritesTheBodyOnce()
    {
        var bodies = new EventBodies(new ReceivedEvent(MessagePostedBuilder.Build(), null));

        var first = bodies.For(Entry(WebhookFormat.ChatCops));
        var other = bodies.For(Entry(WebhookFormat.Standard));

        Assert.Same(first, bodies.For(Entry(WebhookFormat.ChatCops)));
        Assert.Equal("message:sent", first!.Type);
        Assert.Equal("message.created", other!.Type);
    }

    [Fact]
    public void For_NotWanted_IsNothing() =>
        Assert.Null(
            new EventBodies(new ReceivedEvent(MessagePostedBuilder.Build(), null)).For(
                Entry(WebhookFormat.Standard, "lead.captured")
            )
        );

    [Fact]
    public void For_EventIdIsNoUuid_Throws()
    {
        var posted = MessagePostedBuilder.Build();
        posted.Header.EventId = "not an id";
        var bodies = new EventBodies(new ReceivedEvent(posted, null));

        Assert.Throws<FormatException>(() => bodies.For(Entry(WebhookFormat.Standard)));
    }

    public static TheoryData<IMessage, string, long> Places
    {
        get
        {
            var at = Timestamp.FromDateTime(new DateTime(2026, 11, 26, 10, 0, 0, DateTimeKind.Utc));
            var customer = new Customer
            {
                Id = "customer",
                CreatedAt = at,
                UpdatedAt = at,
            };
            var changed = new ConversationChanged
            {
                Message = new Message
                {
                    Sequence = 8,
                    Event = new ConversationEvent { Actor = new Author(), ModeChanged = new ModeChanged() },
                },
                Conversation = new Conversation { Id = "conversation" },
            };
            return new()
            {
                { MessagePostedBuilder.Build(conversationId: "conversation", sequence: 7), "conversation", 7 },
                { changed, "conversation", 8 },
                { ConversationStartedBuilder.Build(), "01890000-0000-7000-8000-00000000000c", 0 },
                { LeadCapturedBuilder.Build(), "01890000-0000-7000-8000-00000000000c", 0 },
                {
                    new CustomerCreated { Customer = customer },
                    "customer",
                    1_795_687_200_123
                },
                {
                    new CustomerUpdated { Customer = customer },
                    "customer",
                    1_795_687_200_123
                },
                {
                    new CustomerDeleted { CustomerId = "customer" },
                    "customer",
                    1_795_687_200_123
                },
                {
                    new OfflineMessageLeft { Message = new OfflineMessage { LeftAt = at } },
                    "",
                    0
                },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void For_AnyEvent_HasItsHeaderAndItsPlace(IMessage message, string belongsTo, long sequence)
    {
        var header = new EventHeader
        {
            EventId = Guid.CreateVersion7().ToString(),
            TenantId = Guid.CreateVersion7().ToString(),
            OccurredAt = Timestamp.FromDateTime(new DateTime(2026, 11, 26, 10, 0, 0, 123, DateTimeKind.Utc)),
        };
        message.Descriptor.FindFieldByName("header").Accessor.SetValue(message, header);

        var bodies = new EventBodies(new ReceivedEvent(message, null));

        var mapped = bodies.For(Entry(WebhookFormat.Standard))!;
        Assert.Equal(header.TenantId, bodies.TenantId.ToString());
        Assert.Equal(
            (header.EventId, header.TenantId, belongsTo, sequence, (string?)null),
            (
                mapped.Id.ToString(),
                mapped.TenantId.ToString(),
                mapped.ConversationId,
                mapped.Sequence,
                mapped.TraceParent
            )
        );
    }

    [Fact]
    public void Constructor_EventThatWasNotAskedFor_Throws() =>
        Assert.Throws<ArgumentException>(() => new EventBodies(new ReceivedEvent(new Author(), null)));

    [Fact]
    public void For_NoEventOfTheFormat_IsNothingThoughAllAreWanted()
    {
        var changed = new ConversationChanged
        {
            Header = MessagePostedBuilder.Build().Header,
            Message = new Message { Event = new ConversationEvent { NoteChanged = new NoteChanged() } },
            Conversation = new Conversation(),
        };
        var bodies = new EventBodies(new ReceivedEvent(changed, null));

        Assert.Null(bodies.For(Entry(WebhookFormat.Standard)));
        Assert.Null(bodies.For(Entry(WebhookFormat.ChatCops)));
    }

    private static SubscriptionEntry Entry(WebhookFormat format, params string[] events) =>
        new(Guid.CreateVersion7(), MessagePostedBuilder.Tenant, format, events.Length > 0 ? events : ["*"]);
}
