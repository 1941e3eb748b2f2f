using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Turns;

/// <summary>Many conversations of one visitor at once: those beyond the bound are refused, and cost nobody anything.</summary>
[Collection(SingleSuiteTests.Name)]
public sealed class ParallelConversationsTests(SingleSuite suite)
{
    /// <summary>Limits:MaxStreamsPerVisitor.</summary>
    private const int Bound = 8;

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_ManyConversationsOfOneVisitor_AreBounded()
    {
        suite.Upstream.AnswerWith(words: 3);
        await KeepOneOfEachAsync(false);
        try
        {
            var visitor = await suite.Client.AskAsync(new ChatQuestion("who am I"), Ending);
            suite.Upstream.Hold("hold-parallel");

            var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => OpenAsync(visitor, number)));

            var open = responses.Where(response => response.StatusCode == HttpStatusCode.OK).ToList();
            var refused = responses.Except(open).ToList();
            Assert.Equal((Bound, 20 - Bound), (open.Count, refused.Count));
            foreach (var response in refused)
            {
                Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
                Assert.Contains(
                    "too_many_streams",
                    await response.Content.ReadAsStringAsync(Ending),
                    StringComparison.Ordinal
                );
            }

            suite.Upstream.Release("hold-parallel");
            var texts = await Task.WhenAll(open.Select(response => response.Content.ReadAsStringAsync(Ending)));
            Assert.All(texts, text => Assert.Contains("event: done", text, StringComparison.Ordinal));
            Assert.Equal(
                Bound,
                suite.Upstream.Calls.Count(call => call.Question.StartsWith("hold-parallel", StringComparison.Ordinal))
            );
            Assert.Equal(HttpStatusCode.OK, (await OpenAsync(visitor, 21)).StatusCode);
            foreach (var response in responses)
            {
                response.Dispose();
            }
        }
        finally
        {
            suite.Upstream.Release("hold-parallel");
            await KeepOneOfEachAsync(true);
        }
    }

    // As several tabs do.
    [Fact]
    public async Task Chat_FirstMessagesOfOneVisitorAtOnce_ShareAConversation()
    {
        suite.Upstream.AnswerWith(words: 3);
        var token = await VisitorTokenAsync();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(number =>
                    suite.Client.AskAsync(new ChatQuestion($"tab {number}") { VisitorToken = token }, Ending)
                )
        );

        var conversation = Assert.Single(answers.Select(answer => answer.ConversationId).Distinct());
        var messages = await suite.Client.MessagesAsync(conversation!, token, Ending);
        Assert.Equal(
            Enumerable.Range(0, 6).Select(number => $"tab {number}"),
            messages
                .Where(message => message.GetProperty("author").GetProperty("kind").GetString() == "visitor")
                .Select(message => message.GetProperty("text").GetString())
                .Order()
        );
    }

    private async Task<string> VisitorTokenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/visitors");
        request.Headers.Authorization = new("Bearer", ChatSuite.PublishableKey);
        using var response = await suite.Gateway.SendAsync(request, Ending);
        var visitor = await response.Content.ReadFromJsonAsync<JsonElement>(Ending);
        return visitor.GetProperty("token").GetString()!;
    }

    private async Task KeepOneOfEachAsync(bool single)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/v1/settings/chat");
        request.Headers.Authorization = new("Bearer", ChatSuite.SecretKey);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        request.Content = JsonContent.Create(new { singleConversationPerVisitor = single });
        using var response = await suite.Gateway.SendAsync(request, Ending);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private Task<HttpResponseMessage> OpenAsync(ChatOutcome visitor, int number) =>
        suite.Client.SendAsync(
            new ChatQuestion($"hold-parallel {number}") { VisitorToken = visitor.VisitorToken },
            null,
            Ending
        );
}
