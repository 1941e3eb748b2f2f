using System.Net;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.Tests.Sse;

namespace Chat.Gateway.Tests.Chat;

public sealed class ResumeTests : GatewayTest
{
    private const string Cursor = $"7.1.{FakeReplies.ReplyId}.5";

    [Fact]
    public async Task Post_LastEventIdMidReply_GivesTheRestAndAsksInferenceNothing()
    {
        var (resuming, subscribe) = await ResumeAsync(Cursor);
        var live = Gateway.Fakes.Live;
        await live.ConfirmAsync(subscribe);
        await live.SendAsync(subscribe, Delta(" wor", 5));
        await live.SendAsync(
            subscribe,
            Delta("world", 6),
            new LogEntry { Sequence = 2, Message = Reply("Hello world!") }
        );

        var events = SseReader.Parse(await (await resuming).Content.ReadAsByteArrayAsync(Cancelled));

        Assert.Equal(" world!", string.Concat(TextsOf(events)));
        Assert.Equal(("done", "7.2"), (events[^1].Name, events[^1].Id));
        Assert.Empty(Gateway.Fakes.Replies.Requests);
    }

    [Fact]
    public async Task Post_ReplyEndedMeanwhile_GivesTheRestOutOfItsMessage()
    {
        var (resuming, subscribe) = await ResumeAsync(Cursor);
        await Gateway.Fakes.Live.ConfirmAsync(subscribe);
        await Gateway.Fakes.Live.SendAsync(subscribe, new LogEntry { Sequence = 2, Message = Reply("Hello world") });

        var events = SseReader.Parse(await (await resuming).Content.ReadAsByteArrayAsync(Cancelled));

        Assert.Equal([" world"], TextsOf(events));
        Assert.Equal("done", events[^1].Name);
    }

    [Fact]
    public async Task Post_ReplyCameToNothing_IsToldAtOnce()
    {
        var (resuming, subscribe) = await ResumeAsync($"7.1.{FakeReplies.ReplyId}.0");
        await Gateway.Fakes.Live.ConfirmAsync(subscribe);
        await Gateway.Fakes.Live.SendAsync(subscribe, Ended);

        var events = SseReader.Parse(await (await resuming).Content.ReadAsByteArrayAsync(Cancelled));

        Assert.Equal("error", Assert.Single(events).Name);
        Assert.Contains("reply_failed", events[0].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_AnswerMadeElsewhereCameToNothing_IsAskedForAnew()
    {
        Gateway.Fakes.Replies.Handler = async (request, stream, context) =>
        {
            var isFirst = Gateway.Fakes.Replies.Requests.Count == 1;
            await stream.WriteAsync(FakeReplies.Accepted(follow: isFirst), context.CancellationToken);
            if (!isFirst)
            {
                await stream.WriteAsync(FakeReplies.Failed(), context.CancellationToken);
            }
        };
        using var client = Gateway.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
        {
            Content = Answers.Json("""{"message":"Hi"}"""),
        };
        var posting = client.SendAsync(request, Cancelled);
        var subscribe = await Gateway.Fakes.Live.NextAsync(Cancelled);
        await Gateway.Fakes.Live.ConfirmAsync(subscribe);

        await Gateway.Fakes.Live.SendAsync(subscribe, Ended);

        var events = SseReader.Parse(await (await posting).Content.ReadAsByteArrayAsync(Cancelled));
        Assert.Equal("error", events[^1].Name);
        Assert.Equal(2, Gateway.Fakes.Replies.Requests.Count);
    }

    [Fact]
    public async Task Post_SubscribesWithTheReadersCursor()
    {
        var (resuming, subscribe) = await ResumeAsync(Cursor);
        await Gateway.Fakes.Live.EndAsync(subscribe, SubscriptionEnded.Types.Reason.NotFound);
        using var response = await resuming;

        Assert.Equal(
            (7L, 1L, FakeReplies.ReplyId, 5),
            (subscribe.Cursor.Epoch, subscribe.Cursor.Sequence, subscribe.Cursor.ReplyId, subscribe.Cursor.Offset)
        );
        Assert.Equal(FakeReplies.ConversationId, subscribe.ConversationId);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Post_LogWasRebuilt_IsAConflict()
    {
        var (resuming, subscribe) = await ResumeAsync(Cursor);
        await Gateway.Fakes.Live.ConfirmAsync(subscribe, epoch: 8, reset: true);
        using var response = await resuming;

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("log_reset", await Answers.CodeAsync(response, Cancelled));
    }

    [Fact]
    public async Task Post_SessionsRestartsMidReply_GoesOnWithoutLossOrRepetition()
    {
        var (resuming, first) = await ResumeAsync(Cursor);
        var live = Gateway.Fakes.Live;
        await live.ConfirmAsync(first);
        await live.SendAsync(first, Delta(" wor", 5));
        var response = await resuming;
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancelled));
        await ReadUntilAsync(reader, "\" wor\"");

        await live.BreakAsync();
        var second = await live.NextAsync(Cancelled);
        await live.ConfirmAsync(second);
        await live.SendAsync(second, Delta("world", 6), new LogEntry { Sequence = 2, Message = Reply("Hello world") });
        var rest = await reader.ReadToEndAsync(Cancelled);

        Assert.Equal(9, second.Cursor.Offset);
        Assert.Contains("{\"text\":\"ld\",\"offset\":9}", rest, StringComparison.Ordinal);
        Assert.Contains("event: done", rest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "invalid_last_event_id")]
    [InlineData("7.1", "nothing_to_resume")]
    public async Task Post_UselessLastEventId_IsAProblem(string cursor, string code)
    {
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());
        using var request = Request(cursor);

        using var response = await client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(code, await Answers.CodeAsync(response, Cancelled));
    }

    [Fact]
    public async Task Post_AnswerIsBeingMadeElsewhere_FollowsTheLog()
    {
        Gateway.Fakes.Replies.Handler = (_, stream, context) =>
            stream.WriteAsync(FakeReplies.Accepted(follow: true), context.CancellationToken);
        using var client = Gateway.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
        {
            Content = Answers.Json("""{"message":"Hi"}"""),
        };
        var posting = client.SendAsync(request, Cancelled);

        var subscribe = await Gateway.Fakes.Live.NextAsync(Cancelled);
        await Gateway.Fakes.Live.ConfirmAsync(subscribe);
        await Gateway.Fakes.Live.SendAsync(subscribe, new LogEntry { Sequence = 2, Message = Reply("Hello") });
        var events = SseReader.Parse(await (await posting).Content.ReadAsByteArrayAsync(Cancelled));

        Assert.Equal(["conversation", "delta", "done"], events.Select(e => e.Name));
    }

    private static LogEntry Ended { get; } =
        new()
        {
            Sequence = 1,
            ReplyEnded = new ReplyEnded { ReplyId = FakeReplies.ReplyId },
        };

    private static Message Reply(string text) => FakeReplies.Message(text);

    private static LogEntry Delta(string text, int offset) =>
        new()
        {
            Sequence = 1,
            ReplyDelta = new ReplyDelta
            {
                ReplyId = FakeReplies.ReplyId,
                Offset = offset,
                Text = text,
            },
        };

    private static IEnumerable<string?> TextsOf(IEnumerable<SseEvent> events) =>
        events.Where(e => e.Name == "delta").Select(e => e.Json.GetProperty("text").GetString());

    private static HttpRequestMessage Request(string cursor)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
        {
            Content = Answers.Json($$"""{"conversationId":"{{FakeReplies.ConversationId}}"}"""),
        };
        request.Headers.Add("Last-Event-ID", cursor);
        return request;
    }

    private static async Task ReadUntilAsync(StreamReader reader, string text)
    {
        while (await reader.ReadLineAsync(Cancelled) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }
        Assert.Fail($"The stream ended without {text}.");
    }

    private async Task<(Task<HttpResponseMessage> Resuming, Subscribe Subscribe)> ResumeAsync(string cursor)
    {
        var client = Gateway.NewClient(await NewVisitorTokenAsync());
        var resuming = client.SendAsync(Request(cursor), HttpCompletionOption.ResponseHeadersRead, Cancelled);
        return (resuming, await Gateway.Fakes.Live.NextAsync(Cancelled));
    }
}
