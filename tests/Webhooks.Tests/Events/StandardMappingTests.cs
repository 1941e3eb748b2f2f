using System.Text;
using System.Text.Json;
using Chat.Contracts.Sessions.V1;
using Chat.Webhooks.Events;
using Google.Protobuf;

namespace Chat.Webhooks.Tests.Events;

public sealed class StandardMappingTests
{
    [Fact]
    public void Write_VisitorMessage_WritesTheDocumentedBody() =>
        Assert.Equal(
            """{"type":"message.created","timestamp":"2026-11-21T10:00:01+00:00","data":{"id":"01890000-0000-7000-8000-00000000000a","conversationId":"01890000-0000-7000-8000-00000000000c","sequence":1,"author":{"kind":"visitor","id":"v-1","displayName":"Ada"},"text":"Where is my parcel?","createdAt":"2026-11-21T10:00:00+00:00","state":"complete","citations":[]}}""",
            BodyOf(MessagePostedBuilder.Build())
        );

    [Fact]
    public void Write_Reply_CarriesCitationsUsageAndWhatItAnswers()
    {
        var posted = MessagePostedBuilder.Build("In [1] three days.").WithReply();
        posted.ExternalId = "order-7";

        Assert.Equal(
            """{"type":"message.created","timestamp":"2026-11-21T10:00:01+00:00","data":{"id":"01890000-0000-7000-8000-00000000000a","conversationId":"01890000-0000-7000-8000-00000000000c","sequence":1,"author":{"kind":"ai","id":"ai"},"text":"In [1] three days.","createdAt":"2026-11-21T10:00:00+00:00","state":"complete","citations":[{"index":1,"documentId":"doc-1","chunkId":"chunk-1","title":"Shipping","url":"https://example.com/shipping","quote":"three days"}],"usage":{"provider":"local","model":"extractive","inputTokens":12,"outputTokens":7,"estimated":true,"cachedInputTokens":0,"cacheWriteTokens":0},"inReplyTo":"01890000-0000-7000-8000-000000000009","externalId":"order-7"}}""",
            BodyOf(posted)
        );
    }

    [Fact]
    public void Write_InternalPictureWithMetadata_SaysWhatItIs()
    {
        var posted = MessagePostedBuilder.Build();
        posted.Message.Type = MessageType.Image;
        posted.Message.Visibility = MessageVisibility.Internal;
        posted.Message.MetadataJson = """{"url":"x"}""";

        Assert.Contains(
            ""","type":"image","visibility":"internal","metadata":{"url":"x"},"text":""",
            BodyOf(posted),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Write_MetadataWithoutRoom_IsLeftOutBeforeText()
    {
        var posted = MessagePostedBuilder.Build("short");
        posted.Message.MetadataJson = $$"""{"x":"{{new string('€', 8000)}}"}""";

        var data = JsonDocument.Parse(BodyOf(posted)).RootElement.GetProperty("data");

        Assert.False(data.TryGetProperty("metadata", out _));
        Assert.Equal("short", data.GetProperty("text").GetString());
    }

    [Fact]
    public void Write_InterruptedReply_SaysWhy()
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
    public void Write_AuthorKind_HasItsWord(AuthorKind kind, string expected)
    {
        var posted = MessagePostedBuilder.Build();
        posted.Message.Author.Kind = kind;

        var author = JsonDocument.Parse(BodyOf(posted)).RootElement.GetProperty("data").GetProperty("author");

        Assert.Equal(expected, author.GetProperty("kind").GetString());
    }

    [Fact]
    public void Write_ConversationStarted_WritesTheDocumentedBody() =>
        Assert.Equal(
            """{"type":"conversation.started","timestamp":"2026-11-21T10:00:01+00:00","data":{"id":"01890000-0000-7000-8000-00000000000c","externalId":"order-7","owner":{"kind":"visitor","id":"v-1","displayName":"Ada"},"createdAt":"2026-11-21T10:00:00+00:00"}}""",
            BodyOf(ConversationStartedBuilder.Build("order-7"))
        );

    [Fact]
    public void Write_LeadCaptured_WritesTheDocumentedBody() =>
        Assert.Equal(
            """{"type":"lead.captured","timestamp":"2026-11-21T10:00:01+00:00","data":{"id":"01890000-0000-7000-8000-00000000001e","conversationId":"01890000-0000-7000-8000-00000000000c","externalId":"chatcops:w-1","name":"Ada","email":"ada@example.com","projectDetails":"A shop","source":"chatcops-widget","capturedAt":"2026-11-21T10:00:01+00:00"}}""",
            BodyOf(LeadCapturedBuilder.Build("chatcops:w-1"))
        );

    private static string BodyOf(IMessage posted) => Encoding.UTF8.GetString(StandardMapping.Write(posted));
}
