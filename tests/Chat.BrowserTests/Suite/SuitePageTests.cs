using System.Net.Http.Json;
using Chat.IntegrationTests.Suite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chat.BrowserTests.Suite;

/// <summary>The demo page against the whole system: five services, Postgres, Redis and RabbitMQ behind the gateway.</summary>
[Trait("Level", "Browser")]
public sealed class SuitePageTests(SingleSuite suite, Browsers browsers)
    : IClassFixture<SingleSuite>,
        IClassFixture<Browsers>
{
    private const string Answer = ".theirs .bubble";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_Question_StreamsTheAnswerWithItsCitation()
    {
        suite.Upstream.AnswerWith(words: 5, end: "[1]");
        suite.Upstream.Hold("opening hours");
        var page = await browsers.OpenDemoAsync(suite.Gateway.BaseAddress!);
        await page.GetByRole(AriaRole.Button, new() { Name = "What are your opening hours?" }).ClickAsync();
        await Expect(page.Locator(".streaming .bubble")).ToHaveTextAsync("word0 word1");

        suite.Upstream.Release("opening hours");

        await Expect(page.Locator(Answer)).ToContainTextAsync("word2 word3 word4");
        await Expect(page.Locator(".reference")).ToHaveTextAsync("1");
        await Expect(page.Locator(".sources summary")).ToBeVisibleAsync();
        await page.Locator(".sources summary").ClickAsync();
        await Expect(page.Locator(".sources blockquote")).Not.ToBeEmptyAsync();
    }

    [Fact]
    public async Task Reload_AfterAnAnswer_KeepsTheConversation()
    {
        suite.Upstream.AnswerWith(words: 3, end: "[1]");
        var page = await browsers.OpenDemoAsync(suite.Gateway.BaseAddress!);
        await AskAsync(page, "Which ways of paying do you take?");
        await Expect(page.Locator(".sources summary")).ToBeVisibleAsync();

        await page.ReloadAsync();

        await Expect(page.Locator(".mine .bubble")).ToHaveTextAsync("Which ways of paying do you take?");
        await Expect(page.Locator(Answer)).ToContainTextAsync("word0 word1 word2");
        await Expect(page.Locator(".sources summary")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Reload_MidAnswer_GoesOnWithoutASecondProviderCall()
    {
        suite.Upstream.AnswerWith(words: 5);
        suite.Upstream.Hold("hold-reload");
        var page = await browsers.OpenDemoAsync(suite.Gateway.BaseAddress!);
        await AskAsync(page, "hold-reload please");
        await Expect(page.Locator(Answer)).ToContainTextAsync("word0 word1");

        await page.ReloadAsync();
        await Expect(page.Locator(".streaming .bubble")).ToContainTextAsync("word0 word1");
        suite.Upstream.Release("hold-reload");

        await Expect(page.Locator(Answer)).ToContainTextAsync("word0 word1 word2 word3 word4");
        Assert.Single(Calls("hold-reload"));
    }

    [Fact]
    public async Task Stop_MidAnswer_EndsTheProviderAndIsKept()
    {
        suite.Upstream.AnswerWith(words: 5);
        suite.Upstream.Hold("hold-button");
        var page = await browsers.OpenDemoAsync(suite.Gateway.BaseAddress!);
        await AskAsync(page, "hold-button please");
        await Expect(page.Locator(Answer)).ToContainTextAsync("word0 word1");

        await page.RunAndWaitForResponseAsync(
            () => page.GetByLabel("Stop the answer").ClickAsync(),
            response => response.Url.EndsWith("/stop", StringComparison.Ordinal)
        );

        await Calls("hold-button").Single().Aborted.WaitAsync(TimeSpan.FromSeconds(1), Cancelled);
        await Expect(page.Locator(".theirs .note")).ToHaveTextAsync("You stopped this answer.");
        await page.ReloadAsync();
        await Expect(page.Locator(Answer)).ToHaveTextAsync("word0 word1");
        await Expect(page.Locator(".theirs .note")).ToHaveTextAsync("You stopped this answer.");
    }

    [Fact]
    public async Task Person_WritesInTheConversation_IsReadAtOnceAndAfterAReload()
    {
        suite.Upstream.AnswerWith(words: 3);
        var page = await browsers.OpenDemoAsync(suite.Gateway.BaseAddress!);
        await AskAsync(page, "May I speak to a person?");
        await Expect(page.Locator(Answer)).ToContainTextAsync("word0 word1 word2");

        await WriteAsync(await ConversationOfAsync(page), "Hello, I am Ann.");

        await Expect(page.Locator(Answer).Last).ToHaveTextAsync("Hello, I am Ann.");
        await Expect(page.Locator(".author").Last).ToHaveTextAsync("Ann");
        await page.ReloadAsync();
        await Expect(page.Locator(Answer).Last).ToHaveTextAsync("Hello, I am Ann.");
        await Expect(page.Locator("#status[data-state=ready]")).ToBeAttachedAsync();
        await WriteAsync(await ConversationOfAsync(page), "How can I help?");
        await Expect(page.Locator(Answer)).ToHaveCountAsync(3);
        await Expect(page.Locator(Answer).Last).ToHaveTextAsync("How can I help?");
    }

    private async Task WriteAsync(string conversation, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/conversations/{conversation}/messages");
        request.Headers.Authorization = new("Bearer", ChatSuite.SecretKey);
        request.Content = JsonContent.Create(
            new
            {
                text,
                author = new
                {
                    kind = "agent",
                    id = "ann",
                    displayName = "Ann",
                },
            }
        );
        using var response = await suite.Gateway.SendAsync(request, Cancelled);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancelled));
    }

    private static Task<string> ConversationOfAsync(IPage page) =>
        page.EvaluateAsync<string>("JSON.parse(localStorage.getItem('chat-demo')).conversationId");

    private List<UpstreamCall> Calls(string marker) =>
        [.. suite.Upstream.Calls.Where(call => call.Question.Contains(marker, StringComparison.Ordinal))];

    private static async Task AskAsync(IPage page, string question)
    {
        await page.GetByLabel("Your question").FillAsync(question);
        await page.Keyboard.PressAsync("Enter");
    }
}
