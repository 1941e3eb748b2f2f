using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.FirstConversation;

/// <summary>One question through all five services.</summary>
public abstract class AnswerTests(ChatSuite suite)
{
    [Fact]
    public async Task Chat_NewVisitor_StreamsTheAnswerAndKeepsBothMessages()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        suite.Upstream.AnswerWith(words: 5);

        var outcome = await suite.Client.AskAsync(new ChatQuestion("hello there"), cancellationToken);

        Assert.Equal("word0 word1 word2 word3 word4 ", outcome.Text);
        Assert.Equal(
            ["conversation", "delta", "delta", "delta", "delta", "delta", "usage", "done"],
            outcome.Events.Select(item => item.Name).Where(name => name != "citation")
        );
        Assert.All(outcome.Events, item => Assert.False(string.IsNullOrEmpty(item.Id)));
        var stored = await suite.Client.MessagesAsync(
            outcome.ConversationId!,
            outcome.VisitorToken!,
            cancellationToken
        );
        Assert.Equal(["hello there", outcome.Text], stored.Select(message => message.GetProperty("text").GetString()));
        Assert.Equal([1L, 2L], stored.Select(message => message.GetProperty("sequence").GetInt64()));
    }

    [Fact]
    public async Task Chat_EachMessage_ReachesTheWebhookSigned()
    {
        var cancellationToken = TestContext.Current.CancellationToken;

        var outcome = await suite.Client.AskAsync(new ChatQuestion("tell my backend"), cancellationToken);

        var limit = TimeSpan.FromMinutes(2);
        var question = await suite.Webhooks.WaitForMessageAsync(outcome.MessageId!, limit, cancellationToken);
        var reply = await suite.Webhooks.WaitForMessageAsync(outcome.ReplyId!, limit, cancellationToken);
        Assert.Equal("message.created", question.Type);
        Assert.NotEqual(question.EventId, reply.EventId);
        Assert.Empty(suite.Webhooks.BadSignatures);
    }

    [Fact]
    public async Task Chat_SameClientMessageId_IsAnsweredOnce()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var first = await suite.Client.AskAsync(
            new ChatQuestion("only once please") { ClientMessageId = "m-1" },
            cancellationToken
        );
        var calls = suite.Upstream.Calls.Count;

        var again = await suite.Client.AskAsync(
            new ChatQuestion("only once please")
            {
                ClientMessageId = "m-1",
                ConversationId = first.ConversationId,
                VisitorToken = first.VisitorToken,
            },
            cancellationToken
        );

        Assert.Equal((first.MessageId, first.ReplyId, first.Text), (again.MessageId, again.ReplyId, again.Text));
        Assert.Equal(calls, suite.Upstream.Calls.Count);
    }

    [Fact]
    public async Task Chat_FirstMessageRetriedUnderItsKey_IsAnsweredOnce()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var question = new ChatQuestion("only one visitor please")
        {
            IdempotencyKey = "8f14e45f-ceea-467f-a0e6-0b6c1d1e2f01",
        };
        var first = await suite.Client.AskAsync(question, cancellationToken);
        var calls = suite.Upstream.Calls.Count;

        var again = await suite.Client.AskAsync(question, cancellationToken);

        Assert.Equal(first.ConversationId, again.ConversationId);
        Assert.Equal((first.MessageId, first.ReplyId, first.Text), (again.MessageId, again.ReplyId, again.Text));
        Assert.Equal(calls, suite.Upstream.Calls.Count);
        var stored = await suite.Client.MessagesAsync(again.ConversationId!, again.VisitorToken!, cancellationToken);
        Assert.Equal(2, stored.Count);
        Assert.DoesNotContain(question.IdempotencyKey, stored[0].GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_SameKeyWithAnotherText_OpensNothing()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var question = new ChatQuestion("this text is the other half")
        {
            IdempotencyKey = "8f14e45f-ceea-467f-a0e6-0b6c1d1e2f02",
        };
        await suite.Client.AskAsync(question, cancellationToken);

        using var response = await suite.Client.SendAsync(
            question with
            {
                Text = "let me guess",
            },
            null,
            cancellationToken
        );

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var problem = await response.Content.ReadAsStringAsync(cancellationToken);
        Assert.Contains("idempotency_key_reused", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_AnotherVisitorsConversation_IsNotFound()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var mine = await suite.Client.AskAsync(new ChatQuestion("this is mine"), cancellationToken);
        var other = await suite.Client.AskAsync(new ChatQuestion("I am another"), cancellationToken);

        using var response = await suite.Client.SendAsync(
            new ChatQuestion("let me in") { ConversationId = mine.ConversationId, VisitorToken = other.VisitorToken },
            null,
            cancellationToken
        );

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task ChatCops_UnmodifiedClient_GetsItsFrames()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        suite.Upstream.AnswerWith(words: 2);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat");
        var body = $$"""{"conversationId":"{{Guid.CreateVersion7()}}","message":"hi"}""";
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));

        using var response = await suite.Gateway.SendAsync(request, cancellationToken);

        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        Assert.Equal(
            """
            data: {"type":"token","content":"word0 "}

            data: {"type":"token","content":"word1 "}

            data: {"type":"done","done":true}

            data: [DONE]


            """,
            text.Replace("\r", "", StringComparison.Ordinal)
        );
    }
}
