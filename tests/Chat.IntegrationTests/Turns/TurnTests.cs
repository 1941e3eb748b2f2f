using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Turns;

/// <summary>Several requests at once in one conversation.</summary>
public abstract class TurnTests(ChatSuite suite)
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_TwoAtOnce_AreAnsweredOneAfterTheOther()
    {
        suite.Upstream.AnswerWith(words: 4);
        var opened = await suite.Client.AskAsync(new ChatQuestion("open the talk"), Ending);
        suite.Upstream.Hold("turn-one");
        using var first = await SendAsync(opened, "turn-one");
        using var second = await SendAsync(opened, "turn-two");
        Assert.DoesNotContain(suite.Upstream.Calls, call => call.Question == "turn-two");

        suite.Upstream.Release("turn-one");
        var outcomes = await Task.WhenAll(ReadAsync(first), ReadAsync(second));

        Assert.All(outcomes, outcome => Assert.True(outcome.IsDone, outcome.Describe()));
        var stored = await suite.Client.MessagesAsync(opened.ConversationId!, opened.VisitorToken!, Ending);
        Assert.Equal(
            ["turn-one", "turn-two", outcomes[0].Text, outcomes[1].Text],
            stored.Skip(2).Select(message => message.GetProperty("text").GetString())
        );
        Assert.Equal(
            [outcomes[0].MessageId, outcomes[1].MessageId],
            stored.Skip(4).Select(message => message.GetProperty("inReplyTo").GetString())
        );
        Assert.Equal([1L, 2, 3, 4, 5, 6], stored.Select(message => message.GetProperty("sequence").GetInt64()));
    }

    private Task<HttpResponseMessage> SendAsync(ChatOutcome opened, string text) =>
        suite.Client.SendAsync(
            new ChatQuestion(text) { ConversationId = opened.ConversationId, VisitorToken = opened.VisitorToken },
            null,
            Ending
        );

    private static async Task<ChatOutcome> ReadAsync(HttpResponseMessage response)
    {
        response.EnsureSuccessStatusCode();
        var outcome = new ChatOutcome();
        await using var body = await response.Content.ReadAsStreamAsync(Ending);
        await foreach (var item in SseEvent.ReadAsync(body, Ending))
        {
            outcome.Add(item);
        }

        return outcome;
    }
}
