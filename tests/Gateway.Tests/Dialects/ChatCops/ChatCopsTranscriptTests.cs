using System.Net;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Grpc.Core;

namespace Chat.Gateway.Tests.Dialects.ChatCops;

/// <summary>Each transcript: a request, and the exact text of the answer's body.</summary>
public sealed class ChatCopsTranscriptTests : GatewayTest
{
    private const string Valid = """{"conversationId":"c-1","message":"Hi","unknown":1}""";

    [Fact]
    public async Task Post_ValidRequest_AnswersTokensDoneAndEnd()
    {
        using var response = await PostAsync(Valid);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(
            """
            data: {"type":"token","content":"Hello"}

            data: {"type":"token","content":" world"}

            data: {"type":"done","done":true}

            data: [DONE]


            """,
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }

    [Fact]
    public async Task Post_ProviderFailsHalfWay_AnswersTokensErrorAndEnd()
    {
        Gateway.Fakes.Replies.Handler = (_, stream, context) =>
            FakeReplies.WriteAllAsync(
                stream,
                [FakeReplies.Accepted(), FakeReplies.Delta("Hel", 0), Error("provider_timeout")],
                context.CancellationToken
            );

        using var response = await PostAsync(Valid);

        Assert.Equal(
            """
            data: {"type":"token","content":"Hel"}

            data: {"type":"error","error":"provider_error","message":"Something went wrong. Please try again."}

            data: [DONE]


            """,
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }

    [Fact]
    public async Task Post_OwnFault_AnswersErrorAndEnd()
    {
        Gateway.Fakes.Replies.Handler = (_, stream, context) =>
            FakeReplies.WriteAllAsync(
                stream,
                [FakeReplies.Accepted(), Error("internal_error")],
                context.CancellationToken
            );

        using var response = await PostAsync(Valid);

        Assert.Equal(
            """
            data: {"type":"error","error":"internal_error","message":"Something went wrong. Please try again."}

            data: [DONE]


            """,
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }

    [Fact]
    public async Task Post_LeadIsCaptured_AnswersItBeforeTheNextText()
    {
        var lead = new Lead
        {
            Id = "lead-1",
            Name = "Zoë \"Z\"",
            Email = "zoe@example.com",
            Phone = "+49 30 1",
            ProjectDetails = "A shop",
            Source = "chatcops-widget",
        };
        Gateway.Fakes.Replies.Handler = (_, stream, context) =>
            FakeReplies.WriteAllAsync(
                stream,
                [
                    FakeReplies.Accepted(),
                    FakeReplies.Batch(
                        new ReplyEvent
                        {
                            ToolStarted = new ToolStarted { CallId = "1.1", Name = "capture_lead" },
                        },
                        new ReplyEvent
                        {
                            ToolFinished = new ToolFinished
                            {
                                CallId = "1.1",
                                Name = "capture_lead",
                                Ok = true,
                            },
                        },
                        new ReplyEvent { LeadCaptured = lead }
                    ),
                    FakeReplies.Delta("Noted.", 0),
                    FakeReplies.Done("Noted."),
                ],
                context.CancellationToken
            );

        using var response = await PostAsync(Valid);

        Assert.Equal("chatcops-widget", Assert.Single(Gateway.Fakes.Replies.Requests).LeadSource);
        Assert.Equal(
            """
            data: {"leadCaptured":true,"leadData":{"name":"Zoë \"Z\"","email":"zoe@example.com","phone":"+49 30 1","projectDetails":"A shop","source":"chatcops-widget"}}

            data: {"type":"token","content":"Noted."}

            data: {"type":"done","done":true}

            data: [DONE]


            """,
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }

    [Theory]
    [InlineData("max_tokens", """{"type":"done","done":true}""")]
    [InlineData("stopped", """{"type":"done","done":true}""")]
    [InlineData(
        "provider_failed",
        """{"type":"error","error":"provider_error","message":"Something went wrong. Please try again."}"""
    )]
    public async Task Post_AnswerEndedEarly_IsAnErrorOnlyIfItBrokeOff(string reason, string last)
    {
        var message = FakeReplies.Message("Hel");
        (message.State, message.InterruptionReason) = (MessageState.Interrupted, reason);
        Gateway.Fakes.Replies.Handler = (_, stream, context) =>
            FakeReplies.WriteAllAsync(
                stream,
                [
                    FakeReplies.Accepted(),
                    FakeReplies.Delta("Hel", 0),
                    FakeReplies.Batch(new ReplyEvent { Done = new ReplyDone { Message = message } }),
                ],
                context.CancellationToken
            );

        using var response = await PostAsync(Valid);

        Assert.Equal(
            $$"""
            data: {"type":"token","content":"Hel"}

            data: {{last}}

            data: [DONE]


            """,
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }

    [Fact]
    public async Task Post_VisitorsLanguage_IsThatOfTheBodyThenOfTheBrowser()
    {
        using var client = Gateway.NewClient(credential: null);
        client.DefaultRequestHeaders.Add("Accept-Language", "hi");

        using var response = await client.PostAsync(Path, Answers.Json("{"), Cancelled);

        Assert.Equal(
            """{"error":"Invalid JSON body","message":"कुछ गड़बड़ हो गई। कृपया फिर से कोशिश करें।"}""",
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }

    [Theory]
    [InlineData("{}", """{"conversationId":["Required"],"message":["Required"]}""")]
    [InlineData(
        """{"conversationId":"","message":5,"messageId":null,"regenerate":"yes"}""",
        """{"conversationId":["String must contain at least 1 character(s)"],"message":["Expected string, received number"],"messageId":["Expected string, received null"],"regenerate":["Expected boolean, received string"]}"""
    )]
    [InlineData(
        """{"conversationId":true,"message":[],"pageContext":{},"userData":"s"}""",
        """{"conversationId":["Expected string, received boolean"],"message":["Expected string, received array"],"pageContext":["Required","Required"],"userData":["Expected object, received string"]}"""
    )]
    [InlineData(
        """{"conversationId":"c","message":"m","pageContext":{"url":"x","title":""},"userData":{"a":1},"locale":"12345678901"}""",
        """{"pageContext":["Invalid url"],"locale":["String must contain at most 10 character(s)"],"userData":["Expected string, received number"]}"""
    )]
    [InlineData(
        """{"conversationId":"a\u0000","message":"m","messageId":"\u0000","pageContext":{"url":"/shop","title":""}}""",
        """{"conversationId":["Invalid"],"messageId":["Invalid"],"pageContext":["Invalid url"]}"""
    )]
    public async Task Post_WrongFields_AnswersTheOriginalsWords(string request, string fieldErrors)
    {
        using var response = await PostAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            $$$"""{"error":"Invalid request","details":{"formErrors":[],"fieldErrors":{{{fieldErrors}}}},"message":"Something went wrong. Please try again."}""",
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("[]", "array")]
    [InlineData("\"x\"", "string")]
    public async Task Post_NoObject_IsAFormError(string request, string type)
    {
        using var response = await PostAsync(request);

        Assert.Equal(
            $$$$"""{"error":"Invalid request","details":{"formErrors":["Expected object, received {{{{type}}}}"],"fieldErrors":{}},"message":"Something went wrong. Please try again."}""",
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }

    [Theory]
    [InlineData(5_000, HttpStatusCode.OK)]
    [InlineData(5_001, HttpStatusCode.BadRequest)]
    public async Task Post_Emoji_CountAsTwoUnits(int emoji, HttpStatusCode status)
    {
        var message = string.Concat(Enumerable.Repeat("🙂", emoji));

        using var response = await PostAsync($$"""{"conversationId":"c","message":"{{message}}"}""");

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Post_BrokenJson_Is400()
    {
        using var response = await PostAsync("{");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            """{"error":"Invalid JSON body","message":"Something went wrong. Please try again."}""",
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }

    [Fact]
    public async Task Post_BodyOverTheLimit_Is413InTheDialectsShape()
    {
        using var response = await PostAsync($$"""{"conversationId":"c","message":"{{new string('x', 70_000)}}"}""");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(
            """{"error":"Request body too large","message":"Something went wrong. Please try again."}""",
            await response.Content.ReadAsStringAsync(Cancelled)
        );
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    [Fact]
    public async Task Post_NoJson_Is415InTheDialectsShape()
    {
        using var client = Gateway.NewClient(credential: null);

        using var response = await client.PostAsync(Path, new StringContent("Hi"), Cancelled);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal(
            """{"error":"Unsupported media type","message":"Something went wrong. Please try again."}""",
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }

    [Fact]
    public async Task Get_Is405InTheDialectsShape()
    {
        using var client = Gateway.NewClient(credential: null);

        using var response = await client.GetAsync(Path, Cancelled);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(
            """{"error":"Method not allowed","message":"Something went wrong. Please try again."}""",
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }

    [Fact]
    public async Task Options_Is204WithTheOriginalsHeaders()
    {
        using var client = Gateway.NewClient(credential: null);
        using var request = new HttpRequestMessage(HttpMethod.Options, Path);

        using var response = await client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("POST, OPTIONS", response.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.Equal("Content-Type", response.Headers.GetValues("Access-Control-Allow-Headers").Single());
        Assert.Equal("86400", response.Headers.GetValues("Access-Control-Max-Age").Single());
    }

    [Fact]
    public async Task Post_SameConversation_IsTheSameVisitorAndNobodyElsesIs()
    {
        foreach (var conversation in (string[])[Random, Random, "77777777-7777-4777-8777-777777777777"])
        {
            using var response = await PostAsync($$"""{"conversationId":"{{conversation}}","message":"Hi"}""");
        }

        var requests = Gateway.Fakes.Replies.Requests.ToArray();
        Assert.Equal("chatcops:" + Random, requests[0].ExternalId);
        Assert.Equal(requests[0].Author.Id, requests[1].Author.Id);
        Assert.NotEqual(requests[0].Author.Id, requests[2].Author.Id);
        Assert.Null(requests[0].DisconnectGrace);
        Assert.Equal("chatcops-widget", requests[0].LeadSource);
        Assert.Equal("en", requests[0].TextsLocale);
    }

    [Theory]
    [InlineData("""{"conversationId":"a","message":"Hi","messageId":"m"}""", AnswerAgain.IfInterrupted)]
    [InlineData("""{"conversationId":"a","message":"Hi","messageId":"m","regenerate":true}""", AnswerAgain.Always)]
    public async Task Post_MessageId_IsKeptAndRegenerateAsksForAnotherAnswer(string request, AnswerAgain again)
    {
        using var response = await PostAsync(request);

        var asked = Gateway.Fakes.Replies.Requests.Single();
        Assert.Equal(("m", again), (asked.ClientMessageId, asked.Again));
    }

    [Fact]
    public async Task Post_ServiceAway_Is503InTheDialectsShape()
    {
        Gateway.Fakes.Replies.Handler = (_, _, _) => throw new RpcException(new Status(StatusCode.Unavailable, "away"));

        using var response = await PostAsync(Valid);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(
            """{"error":"service_unavailable","message":"Something went wrong. Please try again."}""",
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }

    [Theory]
    [InlineData("?key=" + GatewayHost.PublishableKey, HttpStatusCode.OK)]
    [InlineData("?key=pk_unknown", HttpStatusCode.Unauthorized)]
    [InlineData("?key=" + GatewayHost.SecretKey, HttpStatusCode.Unauthorized)]
    public async Task Post_KeyInTheAddress_MustBePublishable(string query, HttpStatusCode status)
    {
        using var client = Gateway.NewClient(credential: null);

        using var response = await client.PostAsync(
            new Uri("/chat" + query, UriKind.Relative),
            Answers.Json(Valid),
            Cancelled
        );

        Assert.Equal(status, response.StatusCode);
    }

    private const string Random = "9b2f0b1c-3d4e-4f5a-8b6c-7d8e9f0a1b2c";

    private static Uri Path { get; } = new("/chat", UriKind.Relative);

    private static ReplyBatch Error(string code) =>
        FakeReplies.Batch(
            new ReplyEvent
            {
                Error = new ReplyError { Code = code, Message = "No." },
            }
        );

    private async Task<HttpResponseMessage> PostAsync(string body)
    {
        using var client = Gateway.NewClient(credential: null);
        return await client.PostAsync(Path, Answers.Json(body), Cancelled);
    }
}
