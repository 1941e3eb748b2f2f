using System.Text;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Webhooks.Events;

namespace Chat.Webhooks.Tests.Events;

public sealed class MessagePostedMappingTests
{
    [Fact]
    public void ToWebhookEvent_VisitorMessage_WritesTheDocumentedBody() =>
        Assert.Equal(
            """{"type":"message.created","timestamp":"2026-11-21T10:00:01+00:00","data":{"id":"01890000-0000-7000-8000-00000000000a","conversationId":"01890000-0000-7000-8000-00000000000c","sequence":1,"author":{"kind":"visitor","id":"v-1","displayName":"Ada"},"text":"Where is my parcel?","createdAt":"2026-11-21T10:00:00+00:00","state":"complete","citations":[]}}""",
            BodyOf(MessagePostedBuilder.Build())
        );

    [Fact]
    public void ToWebhookEvent_Reply_CarriesCitationsUsageAndWhatItAnswers()
    {
        var posted = MessagePostedBuilder.Build("In [1] three days.").WithReply();
        posted.ExternalId = "order-7";

        Assert.Equal(
            """{"type":"message.created","timestamp":"2026-11-21T10:00:01+00:00","data":{"id":"01890000-0000-7000-8000-00000000000a","conversationId":"01890000-0000-7000-8000-00000000000c","sequence":1,"author":{"kind":"ai","id":"ai"},"text":"In [1] three days.","createdAt":"2026-11-21T10:00:00+00:00","state":"complete","citations":[{"index":1,"documentId":"doc-1","chunkId":"chunk-1","title":"Shipping","url":"https://example.com/shipping","quote":"three days"}],"usage":{"provider":"local","model":"extractive","inputTokens":12,"outputTokens":7,"estimated":true},"inReplyTo":"01890000-0000-7000-8000-000000000009","externalId":"order-7"}}""",
            BodyOf(posted)
        );
    }

    [Fact]
    public void ToWebhookEvent_InterruptedReply_SaysWhy()
    {
        var posted = MessagePostedBuilder.Build().WithReply();
        posted.Message.State = MessageState.Interrupted;
        posted.Message.InterruptionReason = "cancelled";

        var data = JsonDocument.Parse(BodyOf(posted)).RootElement.GetProperty("data");

        Assert.Equal("interrupted", data.GetProperty("state").GetString());
        Assert.Equal("cancelled", data.GetProperty("interruptionReason").GetString());
    }

    [Theory]
    [InlineData(AuthorKind.Visitor, "visitor")]
    [InlineData(AuthorKind.User, "user")]
    [InlineData(AuthorKind.Agent, "agent")]
    [InlineData(AuthorKind.Ai, "ai")]
    [InlineData(AuthorKind.System, "system")]
    public void ToWebhookEvent_AuthorKind_HasItsWord(AuthorKind kind, string expected)
    {
        var posted = MessagePostedBuilder.Build();
        posted.Message.Author.Kind = kind;

        var author = JsonDocument.Parse(BodyOf(posted)).RootElement.GetProperty("data").GetProperty("author");

        Assert.Equal(expected, author.GetProperty("kind").GetString());
    }

    [Fact]
    public void ToWebhookEvent_Header_GivesIdentityAndPlace()
    {
        var eventId = Guid.CreateVersion7();
        var tenant = Guid.CreateVersion7();

        var mapped = MessagePostedBuilder
            .Build(eventId: eventId, tenant: tenant, conversationId: "c-9", sequence: 42)
            .ToWebhookEvent("00-trace");

        Assert.Equal(
            (eventId, tenant, "message.created", "c-9", 42, "00-trace"),
            (mapped.Id, mapped.TenantId, mapped.Type, mapped.ConversationId, mapped.Sequence, mapped.TraceParent)
        );
    }

    [Fact]
    public void ToWebhookEvent_EventIdIsNoUuid_Throws()
    {
        var posted = MessagePostedBuilder.Build();
        posted.Header.EventId = "not an id";

        Assert.Throws<FormatException>(() => posted.ToWebhookEvent(null));
    }

    private static string BodyOf(MessagePosted posted) => Encoding.UTF8.GetString(posted.ToWebhookEvent(null).Body);
}
