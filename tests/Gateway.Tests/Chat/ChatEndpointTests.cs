using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.Tests.Sse;
using Chat.Testing.Time;
using Grpc.Core;

namespace Chat.Gateway.Tests.Chat;

public sealed class ChatEndpointTests : GatewayTest
{
    [Fact]
    public async Task Post_WithPublishableKey_StreamsEveryEventWithItsCursor()
    {
        using var client = Gateway.NewClient();

        using var response = await client.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);
        var events = SseReader.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.Equal(
            [
                ("conversation", $"7.1.{FakeReplies.ReplyId}.0"),
                ("delta", $"7.1.{FakeReplies.ReplyId}.5"),
                ("delta", $"7.1.{FakeReplies.ReplyId}.11"),
                ("citation", $"7.1.{FakeReplies.ReplyId}.11"),
                ("usage", $"7.1.{FakeReplies.ReplyId}.11"),
                ("done", "7.2"),
            ],
            events.Select(e => (e.Name, e.Id))
        );
    }

    [Fact]
    public async Task Post_NewVisitor_FirstEventCarriesATokenThatWorks()
    {
        using var client = Gateway.NewClient();
        using var first = await client.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);
        var events = SseReader.Parse(await first.Content.ReadAsByteArrayAsync(Cancelled));
        var token = events[0].Json.GetProperty("visitorToken").GetString()!;
        using var visitor = Gateway.NewClient(token);

        using var second = await visitor.PostAsJsonAsync(
            "/v1/chat",
            new { message = "More", conversationId = FakeReplies.ConversationId },
            Cancelled
        );

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        var authors = Gateway.Fakes.Replies.Requests.Select(request => request.Author.Id).ToList();
        Assert.Equal(authors[0], authors[1]);
    }

    [Fact]
    public async Task Post_WholeRequest_ReachesInference()
    {
        using var client = Gateway.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
        {
            Content = Answers.Json(
                """
                {"message":"Hi","clientMessageId":"m-1","locale":"de","page":{"url":"https://a.example/x","title":"X","description":"D","contentSnippet":"S"},
                 "userData":{"plan":"pro"},"onDisconnect":"cancel"}
                """
            ),
        };
        using var response = await client.SendAsync(request, Cancelled);

        var reply = Gateway.Fakes.Replies.Requests.Single();
        Assert.Equal(("Hi", "de", "m-1"), (reply.Text, reply.Locale, reply.ClientMessageId));
        Assert.Equal(
            ("https://a.example/x", "X", "D", "S"),
            (reply.Page.Url, reply.Page.Title, reply.Page.Description, reply.Page.ContentSnippet)
        );
        Assert.Equal((AuthorKind.Visitor, AnswerAgain.Unspecified), (reply.Author.Kind, reply.Again));
        Assert.Equal("pro", reply.UserData["plan"]);
        Assert.Null(reply.DisconnectGrace);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(FakeReplies.ConversationId, false)]
    public async Task Post_NoConversationNamed_GoesIntoTheLiveOne(string? conversationId, bool live)
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());

        using var response = await client.PostAsJsonAsync(
            "/v1/chat",
            new { message = "Hi", conversationId },
            Cancelled
        );

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(live, Gateway.Fakes.Replies.Requests.Single().ReuseLive);
    }

    [Fact]
    public async Task Post_SecretKeyNamesNoConversation_BeginsOne()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);

        using var response = await client.PostAsJsonAsync(
            "/v1/chat",
            new { message = "Hi", visitorId = "v" },
            Cancelled
        );

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(Gateway.Fakes.Replies.Requests.Single().ReuseLive);
    }

    [Fact]
    public async Task Post_Regenerate_AsksForAnotherAnswerOfTheLastQuestionWhateverItsText()
    {
        Gateway.Fakes.Replies.Handler = (_, stream, context) =>
        {
            var accepted = FakeReplies.Accepted();
            (accepted.Events[0].Accepted.Duplicate, accepted.Events[0].Accepted.Message.Text) = (true, "Hello");
            return FakeReplies.WriteAllAsync(stream, [accepted, FakeReplies.Done("Hello")], context.CancellationToken);
        };
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());

        using var response = await client.PostAsJsonAsync(
            "/v1/chat",
            new
            {
                message = "Hi",
                conversationId = FakeReplies.ConversationId,
                regenerate = true,
            },
            Cancelled
        );

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(AnswerAgain.Always, Gateway.Fakes.Replies.Requests.Last().Again);
    }

    [Fact]
    public async Task Post_RegenerateWithoutConversation_SaysWhatIsMissing()
    {
        using var client = Gateway.NewClient();

        using var response = await client.PostAsJsonAsync(
            "/v1/chat",
            new { message = "Hi", regenerate = true },
            Cancelled
        );

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            "/conversationId: Answering again needs the conversation's id.",
            problem.GetProperty("detail").GetString()
        );
    }

    [Fact]
    public async Task Post_NothingSaidAboutDisconnects_AsksForAGraceOfFifteenSeconds()
    {
        using var client = Gateway.NewClient();

        using var response = await client.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);

        Assert.Equal(15, Gateway.Fakes.Replies.Requests.Single().DisconnectGrace.Seconds);
    }

    [Fact]
    public async Task Post_ToolRuns_SaysItsNameBetweenTheDeltas()
    {
        Gateway.Fakes.Replies.Handler = (_, stream, context) =>
            FakeReplies.WriteAllAsync(
                stream,
                [
                    FakeReplies.Accepted(),
                    FakeReplies.Delta("Let me see. ", 0),
                    FakeReplies.Batch(
                        new ReplyEvent
                        {
                            ToolStarted = new ToolStarted { CallId = "1.1", Name = "look_\"up\"" },
                        }
                    ),
                    FakeReplies.Batch(
                        new ReplyEvent
                        {
                            ToolFinished = new ToolFinished
                            {
                                CallId = "1.1",
                                Name = "look_\"up\"",
                                Ok = true,
                            },
                        },
                        new ReplyEvent
                        {
                            ToolFinished = new ToolFinished { CallId = "1.2", Name = "other" },
                        }
                    ),
                    FakeReplies.Done("Let me see. "),
                ],
                context.CancellationToken
            );
        using var client = Gateway.NewClient();

        using var response = await client.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);

        var text = await response.Content.ReadAsStringAsync(Cancelled);
        var events = text.Split("\n\n")
            .Where(frame => frame.StartsWith("event: tool", StringComparison.Ordinal))
            .Select(frame => frame.Split('\n'))
            .ToList();
        Assert.Equal(
            [
                ("event: tool_started", """data: {"callId":"1.1","name":"look_\"up\""}"""),
                ("event: tool_finished", """data: {"callId":"1.1","name":"look_\"up\"","ok":true}"""),
                ("event: tool_finished", """data: {"callId":"1.2","name":"other","ok":false}"""),
            ],
            events.Select(lines => (lines[0], lines[^1]))
        );
        Assert.All(events, lines => Assert.StartsWith("id: ", lines[1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_InferenceIsCutOff_TheStreamEndsAndNotTheAnswer()
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await read.Task.WaitAsync(context.CancellationToken);
            context.GetHttpContext().Abort();
        };
        using var client = Gateway.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
        {
            Content = Answers.Json("""{"message":"Hi"}"""),
        };

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        read.SetResult();
        var events = SseReader.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled));

        Assert.Equal(["conversation", "error"], events.Select(e => e.Name));
        Assert.Equal("unavailable", events[^1].Json.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Post_NoLocale_AsksForSentencesInTheBrowsersLanguage()
    {
        using var client = Gateway.NewClient();
        client.DefaultRequestHeaders.Add("Accept-Language", "tlh, de-AT;q=0.8");

        using var response = await client.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);

        var reply = Gateway.Fakes.Replies.Requests.Single();
        Assert.Equal(("", "de"), (reply.Locale, reply.TextsLocale));
    }

    [Fact]
    public async Task Post_SecretKeyWithConversation_WritesAsItsOwner()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);

        using var response = await client.PostAsJsonAsync(
            "/v1/chat",
            new { message = "Hi", conversationId = FakeReplies.ConversationId },
            Cancelled
        );

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(FakeConversations.OwnerId, Gateway.Fakes.Replies.Requests.Single().Author.Id);
    }

    [Fact]
    public async Task Post_PublishableKeyWithConversation_AsksForTheVisitorsToken()
    {
        using var client = Gateway.NewClient();

        using var response = await client.PostAsJsonAsync(
            "/v1/chat",
            new { message = "Hi", conversationId = FakeReplies.ConversationId },
            Cancelled
        );

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("visitor_token_required", await Answers.CodeAsync(response, Cancelled));
    }

    [Fact]
    public async Task Post_CallBreaksHalfWay_EndsWithARetryableErrorBehindTheLastCursor()
    {
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await stream.WriteAsync(FakeReplies.Delta("Hello", 0), context.CancellationToken);
            throw new RpcException(new Status(StatusCode.Unavailable, "gone"));
        };
        using var client = Gateway.NewClient();

        using var response = await client.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);
        var last = SseReader.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled))[^1];

        Assert.Equal(("error", $"7.1.{FakeReplies.ReplyId}.5"), (last.Name, last.Id));
        Assert.Equal("unavailable", last.Json.GetProperty("code").GetString());
        Assert.True(last.Json.GetProperty("retryable").GetBoolean());
    }

    [Fact]
    public async Task Post_ClientLeaves_TheCallIsCancelled()
    {
        var cancelled = new TaskCompletionSource();
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await using var registration = context.CancellationToken.Register(cancelled.SetResult);
            await cancelled.Task.WaitAsync(Cancelled);
        };
        using var client = Gateway.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
        {
            Content = Answers.Json("""{"message":"Hi"}"""),
        };

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        response.Dispose();

        await cancelled.Task.WithTimeout();
    }

    [Fact]
    public async Task Post_InstanceStops_EndsWithARetryableError()
    {
        var accepted = new TaskCompletionSource();
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            accepted.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };
        using var client = Gateway.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
        {
            Content = Answers.Json("""{"message":"Hi"}"""),
        };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        await accepted.Task.WithTimeout();

        Gateway.BeginStop();
        var last = SseReader.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled))[^1];

        Assert.Equal("server_stopping", last.Json.GetProperty("code").GetString());
    }
}
