using System.Text;
using System.Text.Json;
using Chat.Contracts.Sessions.V1;
using Chat.Webhooks.Dispatch;
using Chat.Webhooks.Events;

namespace Chat.Webhooks.Tests.Events;

/// <summary>
/// Bodies and signatures beside those of Node 20: <c>JSON.stringify(body)</c> and
/// <c>createHmac('sha256', secret).update(text).digest('hex')</c>.
/// </summary>
public sealed class ChatCopsMappingTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string TextSecret = "an-old-chatcops-secret";

    [Fact]
    public void Write_ConversationStarted_IsWhatNodeWritesAndSigns()
    {
        var body = ChatCopsMapping.Write(ConversationStartedBuilder.Build());

        Assert.Equal(
            """{"event":"conversation:started","data":{"conversationId":"01890000-0000-7000-8000-00000000000c"},"timestamp":1795255201000}""",
            Encoding.UTF8.GetString(body)
        );
        Assert.Equal(
            (
                "e05d6029c60a2e1e3941acb3a1e6804b122ce99ec1b3756bb4615d6e35fa9462",
                "6544c2d6941d1881129137d63c0c02cb6231163f87c63533d56365646e341078"
            ),
            Signatures(body)
        );
    }

    [Fact]
    public void Write_MessageWithEveryKindOfLetter_IsWhatNodeWritesAndSigns()
    {
        var posted = MessagePostedBuilder.Build("Grüße \"\\/<b>&\u2028é😀漢\n\t\r\b\f\u0001\u001f\u007f\u0085'+");
        posted.ExternalId = "chatcops:w-1";

        var body = ChatCopsMapping.Write(posted);

        Assert.Equal(
            "{\"event\":\"message:sent\",\"data\":{\"conversationId\":\"w-1\",\"message\":{\"id\":\"01890000-0000-7000-8000-00000000000a\","
                + "\"role\":\"user\",\"content\":\"Grüße \\\"\\\\/<b>&\u2028é😀漢\\n\\t\\r\\b\\f\\u0001\\u001f\u007f\u0085'+\","
                + "\"timestamp\":1795255200000}},\"timestamp\":1795255201000}",
            Encoding.UTF8.GetString(body)
        );
        Assert.Equal(
            (
                "56e4ae9de1d4c44fcbcb4d45f9c998969d2f725c4af4f12d6b67f211b189ac0b",
                "3579b20c633477f97ebfc86ed018de5d20da40e384cf69ee124be2c32d9f5f54"
            ),
            Signatures(body)
        );
    }

    [Fact]
    public void Write_LeadCaptured_IsWhatNodeWritesAndSigns()
    {
        var body = ChatCopsMapping.Write(LeadCapturedBuilder.Build("chatcops:w-1"));

        Assert.Equal(
            """{"event":"lead:captured","data":{"lead":{"name":"Ada","email":"ada@example.com","projectDetails":"A shop","source":"chatcops-widget"},"conversationId":"w-1"},"timestamp":1795255201000}""",
            Encoding.UTF8.GetString(body)
        );
        Assert.Equal(
            (
                "5d17e319950606e403d0bca883bf507338731be67ffd335c7cdb406513cb7d97",
                "da9c5aec36a86ea84dc2a5970ae1f8f602b42f2740fe9a8ecbd2ff04ee429e70"
            ),
            Signatures(body)
        );
    }

    [Theory]
    [InlineData(AuthorKind.Visitor, "hi", "message:sent")]
    [InlineData(AuthorKind.User, "hi", "message:sent")]
    [InlineData(AuthorKind.Ai, "hi", "message:received")]
    [InlineData(AuthorKind.Agent, "hi", "message:received")]
    [InlineData(AuthorKind.Ai, " ", null)]
    [InlineData(AuthorKind.Agent, "", null)]
    [InlineData(AuthorKind.Visitor, "", "message:sent")]
    [InlineData(AuthorKind.Unspecified, "hi", null)]
    [InlineData(AuthorKind.System, "hi", null)]
    public void TypeOf_Message_FollowsItsAuthor(AuthorKind author, string text, string? expected)
    {
        var posted = MessagePostedBuilder.Build(text);
        posted.Message.Author.Kind = author;

        Assert.Equal(expected, ChatCopsMapping.TypeOf(posted));
    }

    [Theory]
    [InlineData(AuthorKind.Visitor)]
    [InlineData(AuthorKind.Agent)]
    public void TypeOf_InternalMessage_IsNoEvent(AuthorKind author)
    {
        var posted = MessagePostedBuilder.Build();
        posted.Message.Author.Kind = author;
        posted.Message.Visibility = MessageVisibility.Internal;

        Assert.Null(ChatCopsMapping.TypeOf(posted));
    }

    [Theory]
    [InlineData(AuthorKind.User, "user")]
    [InlineData(AuthorKind.Ai, "assistant")]
    [InlineData(AuthorKind.Agent, "assistant")]
    public void Write_Message_HasItsAuthorsRole(AuthorKind author, string role)
    {
        var posted = MessagePostedBuilder.Build();
        posted.Message.Author.Kind = author;

        var message = DataOf(ChatCopsMapping.Write(posted)).GetProperty("message");

        Assert.Equal(role, message.GetProperty("role").GetString());
        Assert.False(message.TryGetProperty("contentTruncated", out _));
    }

    [Theory]
    [InlineData("", "01890000-0000-7000-8000-00000000000c")]
    [InlineData("order-7", "01890000-0000-7000-8000-00000000000c")]
    [InlineData("chatcops", "01890000-0000-7000-8000-00000000000c")]
    [InlineData("Chatcops:w-1", "01890000-0000-7000-8000-00000000000c")]
    [InlineData("my-chatcops:w-1", "01890000-0000-7000-8000-00000000000c")]
    [InlineData(":w-1", "01890000-0000-7000-8000-00000000000c")]
    [InlineData("chatcops:w-1", "w-1")]
    [InlineData("chatcops~0a1b2c3d4e5f:user:1", "user:1")]
    public void Write_Conversation_HasTheIdTheWidgetKnows(string externalId, string expected)
    {
        var body = ChatCopsMapping.Write(ConversationStartedBuilder.Build(externalId));

        Assert.Equal(expected, DataOf(body).GetProperty("conversationId").GetString());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("\"")]
    [InlineData("\u0001")]
    [InlineData("漢")]
    [InlineData("😀")]
    public void Write_LongestText_StaysBelowTheBoundAndUsesIt(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 50_000));

        var body = ChatCopsMapping.Write(MessagePostedBuilder.Build(text));

        Assert.InRange(body.Length, EventBody.MaxBytes - 10, EventBody.MaxBytes - 1);
        var message = DataOf(body).GetProperty("message");
        Assert.StartsWith(message.GetProperty("content").GetString()!, text, StringComparison.Ordinal);
        Assert.True(message.GetProperty("contentTruncated").GetBoolean());
    }

    [Fact]
    public void Write_LeadWithCompanyAndPhone_CarriesBoth()
    {
        var captured = LeadCapturedBuilder.Build("chatcops:w-1");
        (captured.Lead.Company, captured.Lead.Phone) = ("Engines Ltd", "+44 20 7946 0000");

        var body = Encoding.UTF8.GetString(ChatCopsMapping.Write(captured));

        Assert.Contains(
            """
            "company":"Engines Ltd","phone":"+44 20 7946 0000"
            """,
            body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Write_LongestLead_StaysBelowTheBound()
    {
        var captured = LeadCapturedBuilder.Build();
        captured.Lead.ProjectDetails = new string('\u0001', 5_000);

        var body = ChatCopsMapping.Write(captured);

        Assert.InRange(body.Length, EventBody.MaxBytes - 10, EventBody.MaxBytes - 1);
        Assert.True(DataOf(body).GetProperty("lead").GetProperty("projectDetailsTruncated").GetBoolean());
    }

    private static (string, string) Signatures(byte[] body) =>
        (
            ChatCopsSignature.Sign(body, new SigningSecret(Secret)),
            ChatCopsSignature.Sign(body, new SigningSecret(TextSecret))
        );

    private static JsonElement DataOf(byte[] body) => JsonDocument.Parse(body).RootElement.GetProperty("data");
}
