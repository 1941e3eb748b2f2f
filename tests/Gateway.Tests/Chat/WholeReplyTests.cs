using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;
using Grpc.Core;

namespace Chat.Gateway.Tests.Chat;

public sealed class WholeReplyTests : GatewayTest
{
    protected override (string Name, string Value)[] Settings => [("Sse:HeartbeatInterval", "00:00:01")];

    [Fact]
    public async Task Post_StreamFalse_IsTheStoredReplyAsOneDocument()
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);

        using var response = await PostAsync(client, new { message = "Hi", visitorId = "user-17" });

        var answer = await ReadAsync(response);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal(
            ["conversationId", "visitorToken", "message", "replyId", "reply"],
            answer.EnumerateObject().Select(field => field.Name)
        );
        Assert.Equal(FakeReplies.ConversationId, answer.GetProperty("conversationId").GetString());
        Assert.Equal(
            (FakeReplies.MessageId, 1),
            (
                answer.GetProperty("message").GetProperty("id").GetString(),
                answer.GetProperty("message").GetProperty("sequence").GetInt32()
            )
        );
        var reply = answer.GetProperty("reply");
        Assert.Equal(FakeReplies.ReplyId, reply.GetProperty("id").GetString());
        Assert.Equal("Hello world", reply.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Post_NewVisitor_GetsATokenThatWorks()
    {
        using var client = Gateway.NewClient();
        using var first = await PostAsync(client, new { message = "Hi" });
        using var visitor = Gateway.NewClient((await ReadAsync(first)).GetProperty("visitorToken").GetString()!);

        using var second = await PostAsync(
            visitor,
            new { message = "More", conversationId = FakeReplies.ConversationId }
        );

        Assert.False((await ReadAsync(second)).TryGetProperty("visitorToken", out _));
        var authors = Gateway.Fakes.Replies.Requests.Select(request => request.Author.Id).ToList();
        Assert.Equal(authors[0], authors[1]);
    }

    [Theory]
    [InlineData(HumanTurn.Queued, "queued")]
    [InlineData(HumanTurn.HandedOver, "handed_over")]
    public async Task Post_PeopleAnswer_SaysWhoseTurnItIs(HumanTurn turn, string name)
    {
        var accepted = FakeReplies.Accepted();
        accepted.Events[0].Accepted.ReplyId = "";
        Script(
            accepted,
            FakeReplies.Batch(
                new ReplyEvent
                {
                    Done = new ReplyDone { Manual = true, HumanTurn = turn },
                }
            )
        );
        using var client = Gateway.NewClient();

        using var response = await PostAsync(client, new { message = "Hi" });

        var answer = await ReadAsync(response);
        Assert.True(answer.GetProperty("manual").GetBoolean());
        Assert.Equal(name, answer.GetProperty("humanTurn").GetString());
        Assert.False(answer.TryGetProperty("reply", out _));
        Assert.False(answer.TryGetProperty("replyId", out _));
    }

    [Fact]
    public async Task Post_LeadsAreCaptured_TheirIdsComeAlong()
    {
        Script(
            FakeReplies.Accepted(),
            FakeReplies.Batch(
                new ReplyEvent { LeadCaptured = new Lead { Id = "lead-1" } },
                new ReplyEvent { LeadCaptured = new Lead { Id = "lead-2" } }
            ),
            FakeReplies.Done("Hello")
        );
        using var client = Gateway.NewClient();

        using var response = await PostAsync(client, new { message = "Hi" });

        Assert.Equal("""["lead-1","lead-2"]""", (await ReadAsync(response)).GetProperty("leadIds").GetRawText());
    }

    [Fact]
    public async Task Post_ReplyFails_SaysWhyBesideWhatIsStored()
    {
        Script(
            FakeReplies.Accepted(),
            FakeReplies.Delta("Hel", 0),
            FakeReplies.Batch(
                new ReplyEvent
                {
                    Error = new ReplyError
                    {
                        Code = "provider_error",
                        Message = "The provider failed.",
                        Retryable = true,
                    },
                }
            )
        );
        using var client = Gateway.NewClient();

        using var response = await PostAsync(client, new { message = "Hi" });

        var answer = await ReadAsync(response);
        Assert.Equal(
            """{"code":"provider_error","message":"The provider failed.","retryable":true}""",
            answer.GetProperty("error").GetRawText()
        );
        Assert.Equal(FakeReplies.ConversationId, answer.GetProperty("conversationId").GetString());
        Assert.True(answer.TryGetProperty("visitorToken", out _));
    }

    [Fact]
    public async Task Post_InferenceBreaksOff_SaysThatAskingAgainCanHelp()
    {
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            throw new RpcException(new Status(StatusCode.Unavailable, "away"));
        };
        using var client = Gateway.NewClient();

        using var response = await PostAsync(client, new { message = "Hi" });

        var error = (await ReadAsync(response)).GetProperty("error");
        Assert.Equal("unavailable", error.GetProperty("code").GetString());
        Assert.True(error.GetProperty("retryable").GetBoolean());
    }

    [Fact]
    public async Task Post_RefusedBeforeItIsStored_IsAProblem()
    {
        Gateway.Fakes.Replies.Handler = (_, _, _) => throw new RpcException(new Status(StatusCode.Unavailable, "away"));
        using var client = Gateway.NewClient();

        using var response = await PostAsync(client, new { message = "Hi" });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Post_AnotherCallMakesTheReply_WaitsForItInTheLog()
    {
        Script(FakeReplies.Accepted(follow: true));
        using var client = Gateway.NewClient();

        var posting = PostAsync(client, new { message = "Hi" });
        var subscribe = await Gateway.Fakes.Live.NextAsync(Cancelled);
        await Gateway.Fakes.Live.ConfirmAsync(subscribe);
        await Gateway.Fakes.Live.SendAsync(subscribe, new LogEntry { Message = FakeReplies.Message("Hello") });
        using var response = await posting;

        var reply = (await ReadAsync(response)).GetProperty("reply");
        Assert.Equal("Hello", reply.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Post_SilenceLongerThanAHeartbeat_SendsNothingBeforeTheAnswer()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await answer.Task.WaitAsync(context.CancellationToken);
            await stream.WriteAsync(FakeReplies.Done("Hello"), context.CancellationToken);
        };
        using var client = Gateway.NewClient();

        var posting = PostAsync(client, new { message = "Hi" });
        await Eventually.TrueAsync(() => Gateway.Fakes.Replies.Requests.Count == 1, Cancelled);
        // A stream that began later is what says that a heartbeat was due.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
        {
            Content = Answers.Json("""{"message":"Hi"}"""),
        };
        using var streamed = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        using var reader = new StreamReader(await streamed.Content.ReadAsStreamAsync(Cancelled));
        while (await reader.ReadLineAsync(Cancelled).AsTask().WithTimeout() is not ": keep-alive") { }
        answer.SetResult();
        using var response = await posting;

        Assert.StartsWith(
            "{\"conversationId\"",
            await response.Content.ReadAsStringAsync(Cancelled),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("""{"message":"Hi","stream":"no"}""", "/stream")]
    [InlineData("""{"message":"Hi","stream":1}""", "/stream")]
    public async Task Post_StreamIsNoFlag_SaysSo(string body, string pointer)
    {
        using var client = Gateway.NewClient();

        using var response = await client.PostAsync("/v1/chat", Answers.Json(body), Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(pointer, await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ResumeWithoutAStream_IsRefused()
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());
        client.DefaultRequestHeaders.Add("Last-Event-ID", $"7.1.{FakeReplies.ReplyId}.0");

        using var response = await PostAsync(client, new { conversationId = FakeReplies.ConversationId });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "Only a stream can be resumed.",
            await response.Content.ReadAsStringAsync(Cancelled),
            StringComparison.Ordinal
        );
    }

    private void Script(params ReplyBatch[] batches) =>
        Gateway.Fakes.Replies.Handler = (_, stream, context) =>
            FakeReplies.WriteAllAsync(stream, batches, context.CancellationToken);

    private Task<HttpResponseMessage> PostAsync(HttpClient client, object body)
    {
        var whole = JsonSerializer.SerializeToNode(body)!.AsObject();
        whole["stream"] = false;
        return client.PostAsJsonAsync("/v1/chat", whole, Cancelled);
    }

    private async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
    }
}
