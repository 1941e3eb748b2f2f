using System.Text.Json;
using Chat.IntegrationTests.Suite;
using Chat.Testing.Time;

namespace Chat.IntegrationTests.Turns;

/// <summary>The widget's Retry and Regenerate through the whole system.</summary>
public abstract class AgainTests(ChatSuite suite)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChatCops_SameMessageId_AddsNothingAndAsksNobody()
    {
        suite.Upstream.AnswerWith(words: 3);
        var widget = new ChatCopsClient(suite);
        var first = await widget.AskAsync("retry me", Ending, "m-1");
        var calls = suite.Upstream.Calls.Count;

        var again = await widget.AskAsync("retry me", Ending, "m-1");

        Assert.Equal(("word0 word1 word2 ", first), (first, again));
        Assert.Equal(calls, suite.Upstream.Calls.Count);
        Assert.Equal(["retry me", first], Texts(await widget.StoredAsync(Ending)));
    }

    [Fact]
    public async Task ChatCops_Regenerate_SupersedesTheOldAnswerOnceComplete()
    {
        suite.Upstream.AnswerWith(words: 2);
        var widget = new ChatCopsClient(suite);
        await widget.AskAsync("once more, number one", Ending, "m-1");
        suite.Upstream.AnswerWith(words: 3);

        var again = await widget.AskAsync("not used", Ending, regenerate: true);

        Assert.Equal("word0 word1 word2 ", again);
        Assert.Equal("once more, number one", suite.Upstream.Calls.Last().Question);
        var stored = await widget.StoredAsync(Ending);
        Assert.Equal(["once more, number one", "word0 word1 ", again], Texts(stored));
        Assert.Equal(Text(stored[1], "id"), Text(stored[2], "supersedes"));
        Assert.Equal(Text(stored[0], "id"), Text(stored[2], "inReplyTo"));
    }

    [Fact]
    public async Task ChatCops_RegenerateThatIsLeft_KeepsTheOldAnswer()
    {
        suite.Upstream.AnswerWith(words: 5);
        var widget = new ChatCopsClient(suite);
        await widget.AskAsync("hold-regenerate", Ending, "m-1");
        suite.Upstream.Hold("hold-regenerate");

        using (var response = await widget.OpenAsync("hold-regenerate", null, regenerate: true, Ending))
        {
            await foreach (var frame in ChatCopsClient.FramesAsync(response, Ending))
            {
                if (Text(frame, "content") == "word1 ")
                {
                    break;
                }
            }
            Assert.Equal(2, (await widget.StoredAsync(Ending)).Count);
        }

        await suite.Upstream.Calls.Last().Aborted.WaitAsync(s_limit, Ending);
        suite.Upstream.Release("hold-regenerate");
        await Eventually.TrueAsync(async () => (await widget.StoredAsync(Ending)).Count == 3, Ending);
        var stored = await widget.StoredAsync(Ending);
        Assert.Equal(["complete", "complete", "interrupted"], stored.Select(message => Text(message, "state")));
        Assert.Equal("word0 word1 word2 word3 word4 ", Text(stored[1], "text"));
        Assert.Equal(Text(stored[1], "id"), Text(stored[2], "supersedes"));
    }

    [Fact]
    public async Task ChatCops_RegenerateWhileAnswering_ComesBehindTheAnswer()
    {
        suite.Upstream.AnswerWith(words: 4);
        suite.Upstream.Hold("hold-busy");
        var widget = new ChatCopsClient(suite);
        using var first = await widget.OpenAsync("hold-busy", "m-1", regenerate: false, Ending);
        using var again = await widget.OpenAsync("hold-busy", null, regenerate: true, Ending);
        Assert.Single(suite.Upstream.Calls, call => call.Question == "hold-busy");

        suite.Upstream.Release("hold-busy");
        var texts = await Task.WhenAll(
            ChatCopsClient.ReadAsync(first, Ending),
            ChatCopsClient.ReadAsync(again, Ending)
        );

        Assert.Equal(["word0 word1 word2 word3 ", "word0 word1 word2 word3 "], texts);
        Assert.Equal(2, suite.Upstream.Calls.Count(call => call.Question == "hold-busy"));
        var stored = await widget.StoredAsync(Ending);
        Assert.Equal(["hold-busy", texts[0], texts[1]], Texts(stored));
        Assert.Equal(Text(stored[1], "id"), Text(stored[2], "supersedes"));
    }

    private static IEnumerable<string?> Texts(IEnumerable<JsonElement> messages) =>
        messages.Select(message => Text(message, "text"));

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
