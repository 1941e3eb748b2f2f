using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.FirstConversation;

/// <summary>Readers that go away in the middle of an answer.</summary>
public abstract class ResumeTests(ChatSuite suite)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Chat_ResumedMidAnswer_GetsTheRestWithoutASecondProviderCall()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        suite.Upstream.AnswerWith(words: 5);
        suite.Upstream.Hold("hold-resume");
        var question = new ChatQuestion("hold-resume please") { ClientMessageId = "r-1", OnDisconnect = "continue" };
        var before = await ReadUntilSecondDeltaAsync(question, cancellationToken);
        var calls = suite.Upstream.Calls.Count;

        using var resumed = await suite.Client.SendAsync(
            question with
            {
                ConversationId = before.ConversationId,
                VisitorToken = before.VisitorToken,
            },
            before.Events[^1].Id,
            cancellationToken
        );
        suite.Upstream.Release("hold-resume");
        var rest = await ReadAsync(resumed, cancellationToken);

        Assert.Equal("word0 word1 ", before.Text);
        Assert.Equal("word2 word3 word4 ", rest.Text);
        Assert.True(rest.IsDone);
        Assert.Equal(calls, suite.Upstream.Calls.Count);
    }

    [Fact]
    public async Task Chat_ClientGone_StopsTheProviderAndKeepsThePartialAnswer()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        suite.Upstream.AnswerWith(words: 5);
        suite.Upstream.Hold("hold-cancel");
        var question = new ChatQuestion("hold-cancel please") { ClientMessageId = "c-1", OnDisconnect = "cancel" };

        var before = await ReadUntilSecondDeltaAsync(question, cancellationToken);

        var call = suite.Upstream.Calls.Last(call => call.Question.Contains("hold-cancel", StringComparison.Ordinal));
        await call.Aborted.WaitAsync(s_limit, cancellationToken);
        // The abort is seen before the partial answer is stored; its event says that it is.
        await suite.Webhooks.WaitForMessageAsync(before.AnnouncedReplyId!, s_limit, cancellationToken);
        var again = await suite.Client.AskAsync(
            new ChatQuestion("go on") { ConversationId = before.ConversationId, VisitorToken = before.VisitorToken },
            cancellationToken
        );
        var stored = await suite.Client.MessagesAsync(before.ConversationId!, before.VisitorToken!, cancellationToken);
        var partial = stored.Single(message => message.GetProperty("sequence").GetInt64() == 2);
        Assert.Equal("word0 word1 ", partial.GetProperty("text").GetString());
        Assert.Equal("interrupted", partial.GetProperty("state").GetString());
        Assert.Equal(4, stored.Count);
        Assert.True(again.IsDone);
    }

    [Fact]
    public async Task Stop_MidAnswer_EndsTheProviderWithinASecondAndKeepsWhatThereIs()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        suite.Upstream.AnswerWith(words: 5);
        suite.Upstream.Hold("hold-stop");
        using var response = await suite.Client.SendAsync(new("hold-stop please"), null, cancellationToken);
        response.EnsureSuccessStatusCode();
        var outcome = new ChatOutcome();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);

        await foreach (var item in SseEvent.ReadAsync(body, cancellationToken))
        {
            outcome.Add(item);
            if (item.Name == "delta" && outcome.Text == "word0 word1 ")
            {
                Assert.True(await suite.Client.StopAsync(outcome, cancellationToken));
                var call = suite.Upstream.Calls.Last(call =>
                    call.Question.Contains("hold-stop", StringComparison.Ordinal)
                );
                await call.Aborted.WaitAsync(TimeSpan.FromSeconds(1), cancellationToken);
            }
        }

        Assert.True(outcome.IsDone);
        var stored = await suite.Client.MessagesAsync(
            outcome.ConversationId!,
            outcome.VisitorToken!,
            cancellationToken
        );
        Assert.Equal("word0 word1 ", stored[1].GetProperty("text").GetString());
        Assert.Equal("interrupted", stored[1].GetProperty("state").GetString());
        Assert.Equal("stopped", stored[1].GetProperty("interruptionReason").GetString());
        Assert.False(await suite.Client.StopAsync(outcome, cancellationToken));
    }

    private async Task<ChatOutcome> ReadUntilSecondDeltaAsync(
        ChatQuestion question,
        CancellationToken cancellationToken
    )
    {
        var outcome = new ChatOutcome();
        using var response = await suite.Client.SendAsync(question, null, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseEvent.ReadAsync(body, cancellationToken).WithCancellation(cancellationToken))
        {
            outcome.Add(item);
            if (outcome.Text == "word0 word1 ")
            {
                break;
            }
        }

        return outcome;
    }

    private static async Task<ChatOutcome> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        response.EnsureSuccessStatusCode();
        var outcome = new ChatOutcome();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseEvent.ReadAsync(body, cancellationToken))
        {
            outcome.Add(item);
        }

        return outcome;
    }
}
