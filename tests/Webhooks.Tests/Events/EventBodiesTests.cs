using Chat.ServiceDefaults.Messaging;
using Chat.Webhooks.Events;
using Chat.Webhooks.Subscriptions;

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

    private static SubscriptionEntry Entry(WebhookFormat format, params string[] events) =>
        new(Guid.CreateVersion7(), MessagePostedBuilder.Tenant, format, events.Length > 0 ? events : ["*"]);
}
