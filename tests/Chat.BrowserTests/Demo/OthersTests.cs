using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chat.BrowserTests.Demo;

/// <summary>What others write while the page is busy: another tab, an agent.</summary>
[Trait("Level", "Browser")]
public sealed class OthersTests(Browsers browsers) : IClassFixture<Browsers>, IAsyncLifetime
{
    private GatewayHost gateway = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        gateway = await GatewayHost.StartAsync(
            Cancelled,
            ("Demo:PublishableKey", GatewayHost.PublishableKey),
            ("RateLimit:MaxRequests", "1")
        );

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Fact]
    public async Task Follow_AfterAnAnswer_ShowsWhatWasWrittenDuringIt()
    {
        var page = await AskAsync();
        var subscribe = await FollowedAsync();

        await gateway.Fakes.Live.SendAsync(
            subscribe,
            Entry(2, "other-tab", AuthorKind.Visitor, "From another tab"),
            new LogEntry { Sequence = 3, Message = FakeReplies.Message("Hello world") }
        );

        // The answer's stream tells of the answer alone: what is followed begins behind the question.
        Assert.Equal(1, subscribe.Cursor.Sequence);
        await Expect(page.Locator(".mine .bubble").Last).ToHaveTextAsync("From another tab");
        await Expect(page.Locator(".theirs")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Follow_NextQuestionIsRefused_GoesOn()
    {
        var page = await AskAsync();
        await FollowedAsync();
        await WriteAsync(page, "And then?");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That was too much at once.");

        var subscribe = await FollowedAsync();
        await gateway.Fakes.Live.SendAsync(
            subscribe,
            new LogEntry { Sequence = 2, Message = FakeReplies.Message("Hello world") },
            Entry(3, "agent", AuthorKind.Agent, "I am Ann.")
        );

        await Expect(page.Locator(".theirs .bubble").Last).ToHaveTextAsync("I am Ann.");
    }

    [Fact]
    public async Task Follow_AnswerWhoseStreamWasLost_ShowsItWhenItComes()
    {
        gateway.Fakes.Replies.Handler = static async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await stream.WriteAsync(FakeReplies.Delta("Hello", 0), context.CancellationToken);
            throw new RpcException(new Status(StatusCode.Unavailable, "gone"));
        };
        var page = await browsers.OpenDemoAsync(gateway.Address);
        await WriteAsync(page, "When?");
        // Nor can the page come back for it.
        var resume = await gateway.Fakes.Live.NextAsync(Cancelled).WithTimeout();
        await gateway.Fakes.Live.EndAsync(resume, SubscriptionEnded.Types.Reason.NotFound);
        await Expect(page.Locator(".theirs .note")).ToHaveTextAsync("The connection was lost here.");

        var subscribe = await FollowedAsync();
        var answer = new LogEntry { Sequence = 2, Message = FakeReplies.Message("Hello world") };
        await gateway.Fakes.Live.SendAsync(subscribe, answer);

        await Expect(page.Locator(".theirs .bubble")).ToHaveTextAsync("Hello world");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Open_TokenHasRunOut_SaysThatTheConversationIsGone()
    {
        var page = await AskAsync();
        await page.EvaluateAsync(
            "localStorage.setItem('chat-demo', localStorage.getItem('chat-demo').replace(/eyJ[^\"]+/, 'eyJ.old.token'))"
        );

        await page.ReloadAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The earlier conversation is gone.");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "New conversation" })).ToBeVisibleAsync();
    }

    private async Task<IPage> AskAsync()
    {
        var page = await browsers.OpenDemoAsync(gateway.Address);
        await WriteAsync(page, "When?");
        await Expect(page.Locator(".theirs .bubble")).ToHaveTextAsync("Hello world");
        return page;
    }

    private static async Task WriteAsync(IPage page, string text)
    {
        await page.GetByLabel("Your question").FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task<Subscribe> FollowedAsync()
    {
        var subscribe = await gateway.Fakes.Live.NextAsync(Cancelled).WithTimeout();
        await gateway.Fakes.Live.ConfirmAsync(subscribe);
        return subscribe;
    }

    private static LogEntry Entry(long sequence, string id, AuthorKind author, string text) =>
        new()
        {
            Sequence = sequence,
            Message = new Message
            {
                Id = id,
                Sequence = sequence,
                Text = text,
                State = MessageState.Complete,
                Author = new Author { Kind = author, Id = id },
            },
        };
}
