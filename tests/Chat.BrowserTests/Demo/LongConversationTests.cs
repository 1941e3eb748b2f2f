using System.Text.Json;
using Chat.Gateway.Tests.Fakes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chat.BrowserTests.Demo;

/// <summary>The demo page opened again with more messages than one call gives.</summary>
[Trait("Level", "Browser")]
public sealed class LongConversationTests(Browsers browsers) : IClassFixture<Browsers>, IAsyncLifetime
{
    private const string Conversation = $"/v1/conversations/{FakeReplies.ConversationId}";
    private const int Count = 250;

    // Made again so late that the two are not in one stretch.
    private const int Superseded = 140;
    private const int Superseding = 160;

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
    public async Task Open_MoreThanOnePage_ShowsItsEndAndTheRestWhenAsked()
    {
        var page = await browsers.OpenDemoAsync(gateway.Address);
        await page.GetByLabel("Your question").FillAsync("When?");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".theirs .bubble")).ToHaveTextAsync("Hello world");
        Remember();
        await page.ReloadAsync();

        await Expect(page.Locator(".bubble")).ToHaveCountAsync(100);
        await Expect(page.Locator(".bubble").First).ToHaveTextAsync("151");
        await Expect(page.Locator(".bubble").Last).ToBeInViewportAsync();
        var earlier = page.GetByRole(AriaRole.Button, new() { Name = "Show earlier messages" });
        var seen = page.Locator(".entry", new() { HasText = "151" });
        await earlier.ScrollIntoViewIfNeededAsync();
        var place = (await seen.BoundingBoxAsync())!.Y;
        await earlier.ClickAsync();
        await Expect(page.Locator(".bubble")).ToHaveCountAsync(199);
        Assert.InRange((await seen.BoundingBoxAsync())!.Y, place - 2, place + 2);
        await earlier.ClickAsync();

        await Expect(earlier).ToBeHiddenAsync();
        var all = Enumerable.Range(1, Count).Where(sequence => sequence != Superseded);
        await Expect(page.Locator(".bubble")).ToHaveTextAsync([.. all.Select(sequence => $"{sequence}")]);
    }

    private void Remember()
    {
        sessions.Replacements[Conversation] = $$"""{"epoch":1,"lastSequence":{{Count}},"status":"open"}""";
        sessions.Replacements[$"{Conversation}/messages"] = Page(0);
        foreach (var after in (int[])[0, 50, 150])
        {
            sessions.Replacements[$"{Conversation}/messages?limit=100&cursor=1.{after}"] = Page(after);
        }
    }

    private static string Page(int after)
    {
        var messages = Enumerable
            .Range(after + 1, 100)
            .Select(sequence => new
            {
                id = $"m{sequence}",
                sequence,
                text = $"{sequence}",
                state = "complete",
                author = new { kind = sequence % 2 == 0 ? "ai" : "visitor" },
                supersedes = sequence == Superseding ? $"m{Superseded}" : null,
            });
        var next = after + 100 < Count ? $"1.{after + 100}" : null;
        return JsonSerializer.Serialize(
            new
            {
                epoch = 1,
                data = messages,
                nextCursor = next,
            }
        );
    }
}
