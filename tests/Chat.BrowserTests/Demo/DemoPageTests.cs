using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chat.BrowserTests.Demo;

/// <summary>The demo page in a real browser, against the real gateway with fakes behind it.</summary>
[Trait("Level", "Browser")]
public sealed class DemoPageTests(Browsers browsers) : IClassFixture<Browsers>, IAsyncLifetime
{
    private const string Answer = "We are open **Monday to Friday**, 9:00 to 17:00 [1].";
    private FakeRest sessions = null!;
    private GatewayHost gateway = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sessions = await FakeRest.StartAsync(Cancelled);
        gateway = await GatewayHost.StartAsync(
            Cancelled,
            ("Demo:PublishableKey", GatewayHost.PublishableKey),
            ("services:sessions:http:0", sessions.Address)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await sessions.DisposeAsync();
    }

    [Fact]
    public async Task Ask_SampleQuestion_ShowsTheAnswerWithItsSources()
    {
        gateway.Fakes.Replies.Handler = (_, stream, context) =>
            FakeReplies.WriteAllAsync(
                stream,
                FakeReplies.Script(Answer[..20], Answer[20..]),
                context.CancellationToken
            );
        var page = await browsers.OpenDemoAsync(gateway.Address);

        await page.GetByRole(AriaRole.Button, new() { Name = "What are your opening hours?" }).ClickAsync();

        await Expect(page.Locator(".theirs strong")).ToHaveTextAsync("Monday to Friday");
        await Expect(page.Locator(".sources summary")).ToContainTextAsync("Opening hours");
        await Expect(page.GetByLabel("Send", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Reload_MidAnswer_GoesOnWithoutASecondQuestion()
    {
        gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await stream.WriteAsync(FakeReplies.Delta(Answer[..20], 0), context.CancellationToken);
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };
        sessions.Replacements[$"/v1/conversations/{FakeReplies.ConversationId}/messages"] = $$"""
            {"data":[{"id":"{{FakeReplies.MessageId}}","sequence":1,"text":"When?","author":{"kind":"visitor"} }]}
            """;
        var page = await browsers.OpenDemoAsync(gateway.Address);
        await AskAsync(page, "When?");
        await Expect(page.Locator(".theirs .bubble")).ToContainTextAsync("We are open");

        var reloading = page.ReloadAsync();
        var live = gateway.Fakes.Live;
        var subscribe = await live.NextAsync(Cancelled).WithTimeout();
        await live.ConfirmAsync(subscribe);
        await live.SendAsync(subscribe, new LogEntry { Sequence = 2, Message = FakeReplies.Message(Answer) });
        await reloading;

        await Expect(page.Locator(".theirs .bubble")).ToContainTextAsync("9:00 to 17:00");
        await Expect(page.Locator(".mine .bubble")).ToHaveTextAsync("When?");
        Assert.Equal(20, subscribe.Cursor.Offset);
        Assert.Single(gateway.Fakes.Replies.Requests);
    }

    [Fact]
    public async Task Stop_MidAnswer_AsksTheServerAndShowsWhatItKept()
    {
        const string Path = $"/v1/conversations/{FakeReplies.ConversationId}/replies/{FakeReplies.ReplyId}/stop";
        sessions.Replacements[Path] = """{"stopping":true}""";
        gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await stream.WriteAsync(FakeReplies.Delta(Answer[..20], 0), context.CancellationToken);
            await sessions.AskedFor(Path).WaitAsync(context.CancellationToken);
            var kept = FakeReplies.Message(Answer[..20]);
            (kept.State, kept.InterruptionReason) = (MessageState.Interrupted, "stopped");
            var done = new ReplyEvent { Done = new ReplyDone { Message = kept } };
            await stream.WriteAsync(FakeReplies.Batch(done), context.CancellationToken);
        };
        var page = await browsers.OpenDemoAsync(gateway.Address);
        await AskAsync(page, "When?");
        await Expect(page.Locator(".theirs .bubble")).ToContainTextAsync("We are open");

        await page.GetByLabel("Stop the answer").ClickAsync();

        await Expect(page.Locator(".theirs .note")).ToHaveTextAsync("You stopped this answer.");
        await Expect(page.Locator(".theirs .bubble")).ToContainTextAsync("We are open");
        await Expect(page.GetByLabel("Send", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Stop_ServerSaysNothing_StopsReading()
    {
        var cancelled = new TaskCompletionSource();
        gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await using var registration = context.CancellationToken.Register(cancelled.SetResult);
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await stream.WriteAsync(FakeReplies.Delta(Answer[..20], 0), context.CancellationToken);
            await cancelled.Task;
        };
        var page = await browsers.OpenDemoAsync(gateway.Address);
        await AskAsync(page, "When?");
        await Expect(page.Locator(".theirs .bubble")).ToContainTextAsync("We are open");

        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator(".theirs .note")).ToHaveTextAsync("You stopped this answer.");
        await cancelled.Task.WithTimeout();
    }

    // What an answer under way says until the page is gone must not bring back what "New conversation" forgot.
    [Fact]
    public async Task Store_SavedToAfterItForgot_KeepsNothing()
    {
        var page = await browsers.OpenDemoAsync(gateway.Address);

        var kept = await page.EvaluateAsync<string?>(
            """
            async () => {
              const store = await import("/assets/demo/src/store.js");
              store.clear();
              store.save({ conversationId: "c" });
              return localStorage.getItem("chat-demo");
            }
            """
        );

        Assert.Null(kept);
    }

    [Fact]
    public async Task Ask_RefusedQuestion_SaysSoAndTryAgainWorks()
    {
        var handler = gateway.Fakes.Replies.Handler;
        gateway.Fakes.Replies.Handler = (_, _, _) =>
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "closed"));
        var page = await browsers.OpenDemoAsync(gateway.Address);
        await AskAsync(page, "When?");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That did not work");

        gateway.Fakes.Replies.Handler = handler;
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(page.Locator(".theirs .bubble")).ToHaveTextAsync("Hello world");
    }

    [Fact]
    public async Task Answer_WithMarkup_StaysText()
    {
        const string Markup = "<img src=x onerror=alert(1)> [x](javascript:alert(1))";
        gateway.Fakes.Replies.Handler = (_, stream, context) =>
            FakeReplies.WriteAllAsync(stream, FakeReplies.Script(Markup), context.CancellationToken);
        var page = await browsers.OpenDemoAsync(gateway.Address);

        await AskAsync(page, "When?");

        await Expect(page.Locator(".theirs .bubble")).ToHaveTextAsync(Markup);
        Assert.Equal(0, await page.Locator(".theirs .bubble img, .theirs .bubble a").CountAsync());
    }

    [Fact]
    public async Task Answer_WithMarkdownBlocks_ShowsThem()
    {
        const string Blocks = """
            ## Steps
            1. Ask
               - by mail
            2. Wait

            > Quoted

            | when | where |
            |---|---|
            | now | [9] |

            See https://example.com/a_b.
            """;
        gateway.Fakes.Replies.Handler = (_, stream, context) =>
            FakeReplies.WriteAllAsync(stream, FakeReplies.Script(Blocks), context.CancellationToken);
        var page = await browsers.OpenDemoAsync(gateway.Address);

        await AskAsync(page, "How?");

        var bubble = page.Locator(".theirs .bubble");
        await Expect(bubble.Locator(".heading")).ToHaveTextAsync("Steps");
        await Expect(bubble.Locator("ol > li > ul > li")).ToHaveTextAsync("by mail");
        await Expect(bubble.Locator("blockquote p")).ToHaveTextAsync("Quoted");
        await Expect(bubble.Locator("td")).ToHaveTextAsync(["now", "[9]"]);
        await Expect(bubble.Locator("a")).ToHaveAttributeAsync("href", "https://example.com/a_b");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Page_EverySchemeAndSize_FitsTheScreen(bool isDark, bool isPhone)
    {
        gateway.Fakes.Replies.Handler = (_, stream, context) =>
            FakeReplies.WriteAllAsync(
                stream,
                FakeReplies.Script(
                    Answer,
                    "\n\n- On holidays we are closed.\n- `support` answers by mail within a day."
                ),
                context.CancellationToken
            );
        var page = await browsers.OpenDemoAsync(gateway.Address, isDark, isPhone);
        var name = $"{(isDark ? "dark" : "light")}-{(isPhone ? "phone" : "desktop")}";
        await ShootAsync(page, $"{name}-start");

        await AskAsync(page, "What are your opening hours?");
        await Expect(page.Locator(".sources summary")).ToBeVisibleAsync();
        await page.Locator(".sources summary").ClickAsync();
        await ShootAsync(page, $"{name}-answer");

        var overflow = await page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        );
        Assert.Equal(0, overflow);
    }

    private static async Task AskAsync(IPage page, string question)
    {
        await page.GetByLabel("Your question").FillAsync(question);
        await page.Keyboard.PressAsync("Enter");
    }

    private static Task ShootAsync(IPage page, string name) =>
        page.ScreenshotAsync(
            new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"{name}.png") }
        );
}
