using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Events;

/// <summary>What a chat leaves behind: figures and webhooks, in the original's shapes.</summary>
[Collection(SingleSuiteTests.Name)]
public sealed class ChatCopsEventsTests(SingleSuite suite)
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_OneQuestion_ReachesWebhookAndAnalytics()
    {
        await using var receiver = await ChatCopsReceiver.StartAsync(Ending);
        var subscription = await SendAsync(
            HttpMethod.Post,
            "/v1/webhooks/subscriptions",
            new
            {
                url = receiver.Url,
                format = "chatcops",
                secret = ChatCopsReceiver.Secret,
            }
        );
        var before = await SendAsync(HttpMethod.Get, "/chat/analytics", null);
        suite.Upstream.AnswerWith(words: 2);
        var conversationId = $"w-{Guid.CreateVersion7()}";

        using var chat = await suite.Gateway.PostAsJsonAsync("/chat", new { conversationId, message = "hi" }, Ending);
        chat.EnsureSuccessStatusCode();
        await chat.Content.ReadAsStringAsync(Ending);

        var events = new List<JsonElement>();
        while (events.Count < 3)
        {
            events.Add(await receiver.NextAsync(conversationId, Ending));
        }

        Assert.Equal(
            ["conversation:started", "message:received", "message:sent"],
            events.Select(one => one.GetProperty("event").GetString()).Order(StringComparer.Ordinal)
        );
        var answer = events.Single(one => one.GetProperty("event").GetString() == "message:received");
        Assert.Equal(
            "word0 word1 ",
            answer.GetProperty("data").GetProperty("message").GetProperty("content").GetString()
        );
        await CountedAsync(before);
        await SendAsync(
            HttpMethod.Delete,
            $"/v1/webhooks/subscriptions/{subscription.GetProperty("id").GetString()}",
            null
        );
    }

    // Other tests' events may be counted meanwhile, so at least one more of each.
    private async Task CountedAsync(JsonElement before)
    {
        const string sent = "message:sent";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ending);
        limit.CancelAfter(TimeSpan.FromMinutes(4));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var after = await SendAsync(HttpMethod.Get, "/chat/analytics", null);
            string[] names = ["conversation:started", sent, "message:received"];
            if (names.All(name => Count(after, name) > Count(before, name)))
            {
                // Both count the same; what is counted between the questions shows in the third.
                var native = (await SendAsync(HttpMethod.Get, "/v1/analytics", null)).GetProperty("totals");
                var later = await SendAsync(HttpMethod.Get, "/chat/analytics", null);
                Assert.InRange(Count(native, sent), Count(after, sent), Count(later, sent));
                return;
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static long Count(JsonElement figures, string name) =>
        figures.GetProperty("eventCounts").GetProperty(name).GetInt64();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ChatSuite.SecretKey);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await suite.Gateway.SendAsync(request, Ending);
        var text = await response.Content.ReadAsStringAsync(Ending);
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length > 0 ? JsonDocument.Parse(text).RootElement : default;
    }
}
