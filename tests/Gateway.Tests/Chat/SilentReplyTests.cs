using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.Tests.Sse;

namespace Chat.Gateway.Tests.Chat;

/// <summary>A retry whose first try makes the reply, and dies before its first word.</summary>
public sealed class SilentReplyTests : GatewayTest
{
    private const string Other = "0190b000-0000-7000-8000-00000000000d";

    private int asked;

    protected override (string Name, string Value)[] Settings => [("Sse:AskAgainAfter", "00:00:00.5")];

    [Fact]
    public async Task Post_AnswerMadeElsewhereStaysSilent_AsksAgainUntilItIsMadeHere()
    {
        FollowUntilAskedAgain(times: 2);

        var events = await AskAsync();

        Assert.Equal(
            ["conversation", "conversation", "delta", "citation", "usage", "done"],
            events.Select(e => e.Name)
        );
        Assert.Equal(
            [Other, FakeReplies.ReplyId],
            events.Take(2).Select(e => e.Json.GetProperty("replyId").GetString())
        );
        Assert.Equal(3, asked);
        Assert.Single(Gateway.Fakes.Replies.Requests.Select(request => request.ClientMessageId).Distinct());
    }

    [Fact]
    public async Task Post_AnswerMadeElsewhereHasBegun_AsksNobodyElse()
    {
        FollowUntilAskedAgain(times: 1);
        var asking = AskAsync();
        var live = Gateway.Fakes.Live;
        var subscribe = await live.NextAsync(Cancelled);
        await live.ConfirmAsync(subscribe);
        var message = FakeReplies.Message("Hello");
        message.Id = Other;
        await live.SendAsync(
            subscribe,
            new LogEntry
            {
                Sequence = 1,
                ReplyDelta = new ReplyDelta { ReplyId = Other, Text = "Hel" },
            },
            new LogEntry { Sequence = 2, Message = message }
        );

        var events = await asking;

        Assert.Equal(["conversation", "delta", "delta", "done"], events.Select(e => e.Name));
        Assert.Equal(1, asked);
    }

    private void FollowUntilAskedAgain(int times) =>
        Gateway.Fakes.Replies.Handler = (_, stream, context) =>
        {
            var elsewhere = FakeReplies.Accepted(follow: true);
            elsewhere.Events[0].Accepted.ReplyId = Other;
            return Interlocked.Increment(ref asked) <= times
                ? stream.WriteAsync(elsewhere, context.CancellationToken)
                : FakeReplies.WriteAllAsync(stream, FakeReplies.Script("Hello"), context.CancellationToken);
        };

    private async Task<IReadOnlyList<SseEvent>> AskAsync()
    {
        using var client = Gateway.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
        {
            Content = Answers.Json("""{"message":"Hi"}"""),
        };
        using var response = await client.SendAsync(request, Cancelled);
        return SseReader.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled));
    }
}
