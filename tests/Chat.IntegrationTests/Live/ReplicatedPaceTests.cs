using System.Net.Http.Json;
using System.Text.Json;
using Chat.IntegrationTests.Suite;

namespace Chat.IntegrationTests.Live;

/// <summary>An AI that takes its time and plays somebody, through all services.</summary>
[Collection(ReplicatedSuiteTests.Name)]
public sealed class ReplicatedPaceTests(ReplicatedSuite suite) : IAsyncLifetime
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The tenant is everybody's.</summary>
    public async ValueTask DisposeAsync() => await SetAsync(HttpMethod.Put, new { });

    [Fact]
    public async Task Send_OnWhileTheAiReads_IsAnsweredOnceInTheCharactersName()
    {
        var moment = new { minMilliseconds = 10, maxMilliseconds = 20 };
        await SetAsync(
            HttpMethod.Patch,
            new
            {
                debounceMilliseconds = 1_500,
                simulation = new
                {
                    enabled = true,
                    delivery = moment,
                    read = moment,
                    beforeTyping = moment,
                    betweenBubbles = moment,
                    maxTypingMilliseconds = 50,
                },
                character = new
                {
                    name = "Mia",
                    tone = "warm",
                    personality = "curious",
                },
            }
        );
        using var visitor = await SocketOfVisitorAsync();
        await visitor.SendAsync(Message("pace-1", null), Cancelled);
        var conversationId = (await visitor.NextAsync("ack", Cancelled)).GetProperty("conversationId").GetString()!;
        await visitor.SendAsync(
            new
            {
                type = "subscribe",
                id = "s",
                conversationId,
                signals = true,
            },
            Cancelled
        );
        await visitor.SendAsync(Message("pace-2", conversationId), Cancelled);

        var (reply, reader) = await ReadAsync(visitor);

        Assert.Equal(("ai", "Mia"), (Author(reply, "kind"), Author(reply, "displayName")));
        Assert.StartsWith("word0 ", reply.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("ai", reader?.GetProperty("reader").GetProperty("kind").GetString());
        Assert.Equal(
            ["pace-2"],
            suite.Upstream.Calls.Select(call => call.Question).Where(text => text.Contains("pace-"))
        );
    }

    private static string? Author(JsonElement message, string name) =>
        message.GetProperty("author").GetProperty(name).GetString();

    private static object Message(string text, string? conversationId) =>
        new
        {
            type = "message.send",
            id = text,
            conversationId,
            text,
            clientMessageId = text,
        };

    /// <summary>Until the AI's message; the first receipt on the way.</summary>
    private static async Task<(JsonElement Reply, JsonElement? Receipt)> ReadAsync(LiveSocket socket)
    {
        JsonElement? receipt = null;
        while (true)
        {
            var frame = await socket.NextAsync(["entries", "signals"], Cancelled);
            if (frame.TryGetProperty("signals", out var signals))
            {
                receipt ??= signals
                    .EnumerateArray()
                    .Where(signal => Is(signal, "receipt"))
                    .Select(signal => (JsonElement?)signal)
                    .FirstOrDefault();
                continue;
            }

            foreach (var entry in frame.GetProperty("entries").EnumerateArray().Where(entry => Is(entry, "message")))
            {
                if (Author(entry.GetProperty("message"), "kind") == "ai")
                {
                    return (entry.GetProperty("message"), receipt);
                }
            }
        }
    }

    private static bool Is(JsonElement item, string type) => item.GetProperty("type").GetString() == type;

    private async Task SetAsync(HttpMethod method, object ai)
    {
        using var request = new HttpRequestMessage(method, "/v1/settings/ai") { Content = JsonContent.Create(ai) };
        request.Headers.Authorization = new("Bearer", ChatSuite.SecretKey);
        request.Headers.Add("If-Match", "*");
        using var response = await suite.Gateway.SendAsync(request, Cancelled);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancelled));
    }

    private async Task<LiveSocket> SocketOfVisitorAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/visitors");
        request.Headers.Authorization = new("Bearer", ChatSuite.PublishableKey);
        using var response = await suite.Gateway.SendAsync(request, Cancelled);
        var visitor = await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        var token = visitor.GetProperty("token").GetString()!;
        var socket = await LiveSocket.OpenAsync(suite.Gateway.BaseAddress!, token, Cancelled);
        await socket.NextAsync("ready", Cancelled);
        return socket;
    }
}
