using System.Net;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.Tests.Sse;

namespace Chat.Gateway.Tests.Chat;

/// <summary>What a reader who comes back is told out of the conversation's log.</summary>
public sealed class LogFollowingTests : GatewayTest
{
    private const string Cursor = $"7.1.{FakeReplies.ReplyId}.5";

    [Fact]
    public async Task Resume_SomebodyElseWritesMeanwhile_IsNoPartOfTheReplyButBehindTheReader()
    {
        var foreign = new Message { Id = "0190b000-0000-7000-8000-0000000000ff", Sequence = 2 };
        var reply = FakeReplies.Message("Hello world");
        reply.Sequence = 3;

        var events = await ReadAsync(
            new LogEntry { Sequence = 2, Message = foreign },
            Delta(" wor", 5),
            OtherDelta("not ours"),
            new LogEntry { Sequence = 3, Message = reply }
        );

        Assert.Equal(
            [("delta", $"7.2.{FakeReplies.ReplyId}.9"), ("delta", $"7.2.{FakeReplies.ReplyId}.11"), ("done", "7.3")],
            events.Select(e => (e.Name, e.Id))
        );
    }

    [Fact]
    public async Task Resume_ReplyWithCitationsAndUsage_GivesThemBeforeTheEnd()
    {
        var reply = FakeReplies.Message("Hello");
        reply.Citations.Add(new Citation { Index = 1, DocumentId = "d1" });
        reply.Citations.Add(new Citation { Index = 2, DocumentId = "d2" });
        reply.Usage = new Usage { Provider = "local" };

        var events = await ReadAsync(new LogEntry { Sequence = 2, Message = reply });

        Assert.Equal(["citation", "citation", "usage", "done"], events.Select(e => e.Name));
        Assert.Equal(["d1", "d2"], events.Take(2).Select(e => e.Json.GetProperty("documentId").GetString()));
        Assert.All(events.Take(3), e => Assert.Equal(Cursor, e.Id));
    }

    [Fact]
    public async Task Resume_EntriesBehindTheReply_AreNotRead()
    {
        var events = await ReadAsync(
            new LogEntry { Sequence = 2, Message = FakeReplies.Message("Hello") },
            new LogEntry
            {
                Sequence = 3,
                Message = new Message { Id = FakeReplies.ReplyId, Sequence = 3 },
            }
        );

        Assert.Equal([("done", "7.2")], events.Select(e => (e.Name, e.Id)));
    }

    [Theory]
    [InlineData(true, "log_reset")]
    [InlineData(false, "conversation_not_found")]
    public async Task Resume_LogIsGoneHalfWay_EndsForGood(bool isRebuilt, string code)
    {
        var (resuming, subscribe) = await ResumeAsync();
        var live = Gateway.Fakes.Live;
        await live.ConfirmAsync(subscribe);
        await live.SendAsync(subscribe, Delta(" wor", 5));
        await (
            isRebuilt
                ? live.ConfirmAsync(subscribe, epoch: 8, reset: true)
                : live.EndAsync(subscribe, SubscriptionEnded.Types.Reason.NotFound)
        );

        var events = await EventsAsync(resuming);

        Assert.Equal(["delta", "error"], events.Select(e => e.Name));
        Assert.Equal($"7.1.{FakeReplies.ReplyId}.9", events[1].Id);
        Assert.Equal(code, events[1].Json.GetProperty("code").GetString());
        Assert.False(events[1].Json.GetProperty("retryable").GetBoolean());
    }

    [Fact]
    public async Task Resume_NotTheReadersConversation_IsNotFound()
    {
        var (resuming, subscribe) = await ResumeAsync();
        await Gateway.Fakes.Live.EndAsync(subscribe, SubscriptionEnded.Types.Reason.NotFound);

        using var response = await resuming;

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("conversation_not_found", await Answers.CodeAsync(response, Cancelled));
    }

    private async Task<IReadOnlyList<SseEvent>> ReadAsync(params LogEntry[] entries)
    {
        var (resuming, subscribe) = await ResumeAsync();
        await Gateway.Fakes.Live.ConfirmAsync(subscribe);
        await Gateway.Fakes.Live.SendAsync(subscribe, entries);
        return await EventsAsync(resuming);
    }

    private static async Task<IReadOnlyList<SseEvent>> EventsAsync(Task<HttpResponseMessage> resuming)
    {
        using var response = await resuming;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return SseReader.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled));
    }

    private async Task<(Task<HttpResponseMessage> Resuming, Subscribe Subscribe)> ResumeAsync()
    {
        var client = Gateway.NewClient(await NewVisitorTokenAsync());
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
        {
            Content = Answers.Json($$"""{"conversationId":"{{FakeReplies.ConversationId}}"}"""),
        };
        request.Headers.Add("Last-Event-ID", Cursor);
        var resuming = client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        return (resuming, await Gateway.Fakes.Live.NextAsync(Cancelled));
    }

    private static LogEntry Delta(string text, int offset) => Delta(FakeReplies.ReplyId, text, offset);

    private static LogEntry OtherDelta(string text) => Delta("0190b000-0000-7000-8000-0000000000fe", text, 0);

    private static LogEntry Delta(string replyId, string text, int offset) =>
        new()
        {
            Sequence = 2,
            ReplyDelta = new ReplyDelta
            {
                ReplyId = replyId,
                Offset = offset,
                Text = text,
            },
        };
}
