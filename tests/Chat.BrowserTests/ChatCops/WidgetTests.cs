using System.Text.Json;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;
using Microsoft.Playwright;

namespace Chat.BrowserTests.ChatCops;

/// <summary>The ChatCops widget's protocol from a page on another origin, in a real browser.</summary>
[Trait("Level", "Browser")]
public sealed class WidgetTests(Browsers browsers) : IClassFixture<Browsers>, IAsyncLifetime
{
    private const string Conversation = "9b2f0b1c-3d4e-4f5a-8b6c-7d8e9f0a1b2c";
    private const int Limit = 30_000;
    private WidgetPage shop = null!;
    private GatewayHost gateway = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        shop = await WidgetPage.StartAsync(Cancelled);
        gateway = await GatewayHost.StartAsync(
            Cancelled,
            ("Dialects:ChatCops:AllowedOrigins:0", shop.Origin),
            ("RateLimit:MaxRequests", "2")
        );
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task Ask_FromAnotherOrigin_GetsTheWholeAnswer()
    {
        gateway.Fakes.Replies.Handler = (_, stream, context) =>
            FakeReplies.WriteAllAsync(
                stream,
                FakeReplies.Script("Grüße ", "🙂\n", "data: x"),
                context.CancellationToken
            );

        var outcome = await AskAsync(await browsers.OpenAsync(shop.Address), Question());

        Assert.Equal("Grüße 🙂\ndata: x", outcome.GetProperty("content").GetString());
        Assert.True(outcome.GetProperty("done").GetBoolean());
        Assert.Equal(JsonValueKind.Null, outcome.GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task Ask_AnswerUnderWay_ShowsWhatIsThere()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await stream.WriteAsync(FakeReplies.Delta("Half ", 0), context.CancellationToken);
            await release.Task.WaitAsync(context.CancellationToken);
            await stream.WriteAsync(FakeReplies.Delta("whole", 5), context.CancellationToken);
            await stream.WriteAsync(FakeReplies.Done("Half whole"), context.CancellationToken);
        };
        var page = await browsers.OpenAsync(shop.Address);

        var asking = AskAsync(page, Question());
        await page.WaitForFunctionAsync("window.shown === 'Half '");
        release.SetResult();

        Assert.Equal("Half whole", (await asking).GetProperty("content").GetString());
    }

    [Fact]
    public async Task Ask_WrongRequest_MayReadTheFaults()
    {
        var outcome = await AskAsync(await browsers.OpenAsync(shop.Address), new { conversationId = Conversation });

        Assert.Equal("generic", outcome.GetProperty("error").GetString());
        Assert.Equal("Invalid request", outcome.GetProperty("details").GetProperty("error").GetString());
    }

    [Fact]
    public async Task Ask_TooOften_IsToldSo()
    {
        var page = await browsers.OpenAsync(shop.Address);
        await AskAsync(page, Question());
        await AskAsync(page, Question());

        var outcome = await AskAsync(page, Question());

        Assert.Equal("rate_limit", outcome.GetProperty("error").GetString());
        Assert.InRange(outcome.GetProperty("details").GetProperty("retryAfter").GetInt32(), 1, 60);
    }

    [Fact]
    public async Task Ask_LimitOfTheWidget_StopsTheAnswer()
    {
        var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            using var gone = context.CancellationToken.Register(aborted.SetResult);
            await aborted.Task;
        };

        var outcome = await AskAsync(await browsers.OpenAsync(shop.Address), Question(), limit: 5_000);

        Assert.Equal("timeout", outcome.GetProperty("error").GetString());
        await aborted.Task.WithTimeout();
    }

    [Fact]
    public async Task Ask_FromAPageThatIsNotAllowed_ReachesNobody()
    {
        await using var stranger = await WidgetPage.StartAsync(Cancelled);

        var outcome = await AskAsync(await browsers.OpenAsync(stranger.Address), Question());

        Assert.Equal("network", outcome.GetProperty("error").GetString());
        Assert.Empty(gateway.Fakes.Replies.Requests);
    }

    private static object Question() =>
        new
        {
            conversationId = Conversation,
            message = "When are you open?",
            messageId = "m-1",
            pageContext = new { url = "https://shop.example/", title = "Shop" },
            locale = "en",
        };

    private async Task<JsonElement> AskAsync(IPage page, object body, int limit = Limit) =>
        await page.EvaluateAsync<JsonElement>(
            "([url, body, limit]) => window.ask(url, JSON.parse(body), limit)",
            new object[] { new Uri(gateway.Address, "/chat").AbsoluteUri, JsonSerializer.Serialize(body), limit }
        );
}
