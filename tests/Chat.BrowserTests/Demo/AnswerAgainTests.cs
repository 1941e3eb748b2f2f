using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chat.BrowserTests.Demo;

/// <summary>What the demo page does when an answer fails, or is not liked.</summary>
[Trait("Level", "Browser")]
public sealed class AnswerAgainTests(Browsers browsers) : IClassFixture<Browsers>, IAsyncLifetime
{
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
    public async Task Again_Pressed_PutsTheNewAnswerInThePlaceOfTheOld()
    {
        var page = await AskAsync();
        await Expect(page.Locator(".theirs .bubble")).ToHaveTextAsync("Hello world");
        Answer(FakeReplies.Script("Good day"));

        await AgainAsync(page);

        await Expect(page.Locator(".theirs .bubble")).ToHaveTextAsync("Good day");
        await Expect(page.Locator(".mine")).ToHaveCountAsync(1);
        await Expect(page.Locator(".sources li")).ToHaveCountAsync(1);
        var request = gateway.Fakes.Replies.Requests.Last();
        Assert.Equal((AnswerAgain.Always, "When?"), (request.Again, request.Text));
    }

    [Fact]
    public async Task Again_NewAnswerFails_BringsTheOldOneBack()
    {
        var page = await AskAsync();
        await Expect(page.Locator(".theirs .bubble")).ToHaveTextAsync("Hello world");
        Answer([FakeReplies.Accepted(), FakeReplies.Delta("Good", 0), Failed()]);

        await AgainAsync(page);

        await Expect(page.Locator(".theirs .note")).ToContainTextAsync("The earlier answer stays.");
        await Expect(page.Locator(".theirs .bubble")).ToHaveTextAsync("Hello world");
        await Expect(page.Locator(".sources li")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Ask_ProviderFailsBeforeItsFirstWord_SaysSoAndOffersAnotherTry()
    {
        Answer([FakeReplies.Accepted(), Failed()]);
        var page = await AskAsync();
        await Expect(page.Locator(".theirs .note")).ToHaveTextAsync("No answer could be made.");
        Answer(FakeReplies.Script("Good day"));

        await AgainAsync(page);

        await Expect(page.Locator(".theirs .bubble")).ToHaveTextAsync("Good day");
        // Asked once each: a stream whose answer failed is not opened again.
        Assert.Equal(2, gateway.Fakes.Replies.Requests.Count);
    }

    [Fact]
    public async Task Reload_LastQuestionWasNotAnswered_OffersAnotherTry()
    {
        Answer([FakeReplies.Accepted(), Failed()]);
        var page = await AskAsync();
        await Expect(page.Locator(".theirs .note")).ToHaveTextAsync("No answer could be made.");
        sessions.Replacements[$"/v1/conversations/{FakeReplies.ConversationId}/messages"] = $$"""
            {"epoch":1,"data":[{"id":"{{FakeReplies.MessageId}}","sequence":1,"text":"When?","author":{"kind":"visitor"} }]}
            """;
        await page.ReloadAsync();
        await Expect(page.Locator(".theirs .note")).ToHaveTextAsync("This was not answered.");
        Answer(FakeReplies.Script("Good day"));

        await AgainAsync(page);

        await Expect(page.Locator(".theirs .bubble")).ToHaveTextAsync("Good day");
        await Expect(page.Locator(".theirs")).ToHaveCountAsync(1);
        var request = gateway.Fakes.Replies.Requests.Last();
        Assert.Equal((AnswerAgain.Always, "When?"), (request.Again, request.Text));
    }

    private static ReplyBatch Failed() =>
        FakeReplies.Batch(
            new ReplyEvent
            {
                Error = new ReplyError
                {
                    Code = "provider_error",
                    Message = "The AI provider is overloaded or broken.",
                    Retryable = true,
                },
            }
        );

    private static Task AgainAsync(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { Name = "Answer again" }).ClickAsync();

    private async Task<IPage> AskAsync()
    {
        var page = await browsers.OpenDemoAsync(gateway.Address);
        await page.GetByLabel("Your question").FillAsync("When?");
        await page.Keyboard.PressAsync("Enter");
        return page;
    }

    private void Answer(IEnumerable<ReplyBatch> batches) =>
        gateway.Fakes.Replies.Handler = (_, stream, context) =>
            FakeReplies.WriteAllAsync(stream, batches, context.CancellationToken);
}
