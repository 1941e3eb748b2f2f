using Chat.Gateway.Tests.Fakes;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Grpc.Core;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chat.BrowserTests.Demo;

/// <summary>The demo page by axe's rules, and by keyboard alone.</summary>
[Trait("Level", "Browser")]
public sealed class AccessibilityTests(Browsers browsers) : IClassFixture<Browsers>, IAsyncLifetime
{
    private const string Answer =
        "We are open **Monday to Friday** [1].\n\n- Closed on holidays.\n- See `support`, or [write](mailto:a@b.example).";

    private GatewayHost gateway = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        gateway = await GatewayHost.StartAsync(Cancelled, ("Demo:PublishableKey", GatewayHost.PublishableKey));

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Page_EveryState_HasNoViolation(bool isDark, bool isPhone)
    {
        var page = await browsers.OpenDemoAsync(gateway.Address, isDark, isPhone);
        await Expect(page.Locator("#status[data-state=ready]")).ToBeAttachedAsync();
        await AssertAccessibleAsync(page);

        AnswerWith(Answer);
        await AskAsync(page, "When?");
        await Expect(page.Locator(".sources summary")).ToBeVisibleAsync();
        await page.Locator(".sources summary").ClickAsync();
        await AssertAccessibleAsync(page);

        gateway.Fakes.Replies.Handler = (_, _, _) =>
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "closed"));
        await AskAsync(page, "And now?");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task Answer_Complete_IsAnnouncedOnceAndWhole()
    {
        AnswerWith("Hello world");
        var page = await browsers.OpenDemoAsync(gateway.Address);

        await AskAsync(page, "When?");

        await Expect(page.Locator("[aria-live=polite]")).ToHaveTextAsync("Hello world");
    }

    [Fact]
    public async Task Reference_PressedByKeyboard_OpensItsSource()
    {
        AnswerWith(Answer);
        var page = await browsers.OpenDemoAsync(gateway.Address);
        await AskAsync(page, "When?");
        await Expect(page.Locator(".sources summary")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Source 1" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".sources blockquote")).ToBeVisibleAsync();
        await Expect(page.Locator(".sources summary")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Header_PhoneWithAConversation_KeepsItsButtonOnOneLine()
    {
        AnswerWith(Answer);
        var page = await browsers.OpenDemoAsync(gateway.Address, isPhone: true);
        await AskAsync(page, "When?");
        var button = page.GetByRole(AriaRole.Button, new() { Name = "New conversation" });
        await Expect(button).ToBeVisibleAsync();

        var lines = await button.EvaluateAsync<int>(
            """
            button => {
              const range = document.createRange();
              range.selectNodeContents(button);
              return range.getClientRects().length;
            }
            """
        );

        Assert.Equal(1, lines);
    }

    [Fact]
    public async Task Header_PhoneReconnecting_FitsTheScreen()
    {
        AnswerWith(Answer);
        var page = await browsers.OpenDemoAsync(gateway.Address, isPhone: true);
        await AskAsync(page, "When?");
        await Expect(page.Locator(".sources summary")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(true);

        await AskAsync(page, "And now?");

        await Expect(page.Locator("#status")).ToHaveTextAsync("Reconnecting…");
        var overflow = await page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        );
        Assert.Equal(0, overflow);
    }

    private void AnswerWith(string text) =>
        gateway.Fakes.Replies.Handler = (_, stream, context) =>
            FakeReplies.WriteAllAsync(stream, FakeReplies.Script(text), context.CancellationToken);

    private static async Task AssertAccessibleAsync(IPage page)
    {
        // Half-way through its appearance an entry has half its contrast.
        await page.EvaluateAsync("Promise.all(document.getAnimations().map(a => a.finished.catch(() => undefined)))");
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(Describe));
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help} ({string.Join(", ", violation.Nodes.Select(node => node.Html))})";

    private static async Task AskAsync(IPage page, string question)
    {
        await page.GetByLabel("Your question").FillAsync(question);
        await page.Keyboard.PressAsync("Enter");
    }
}
