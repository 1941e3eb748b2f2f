using System.Collections.Concurrent;
using System.Diagnostics;
using Chat.BrowserTests.ChatCops;
using Chat.IntegrationTests.Suite;
using Chat.Testing.Time;

namespace Chat.BrowserTests.Xcelsior;

/// <summary>The page's own sample, as it stands, against the whole system.</summary>
[Trait("Level", "Browser")]
public sealed class XcelsiorSampleTests(SingleSuite suite, Browsers browsers)
    : IClassFixture<SingleSuite>,
        IClassFixture<Browsers>
{
    private const string Said = "Hello, I need help with my order";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sample_InAPageOfAnotherOrigin_Talks()
    {
        suite.Upstream.AnswerWith(words: 3);
        suite.Upstream.Hold(Said);
        await using var shop = await WidgetPage.StartAsync(Cancelled);
        var page = await browsers.OpenAsync(shop.Address);
        var lines = new ConcurrentQueue<string>();
        page.Console += (_, line) => lines.Enqueue(line.Text);

        await page.AddScriptTagAsync(new() { Content = XcelsiorSample.ConnectingTo(suite.Gateway.BaseAddress!) });
        await SeenAsync(lines, "Customer ID:");
        await page.AddScriptTagAsync(new() { Content = XcelsiorSample.Sending });

        await AssertTalkAsync(lines);
    }

    [Fact]
    public async Task Sample_InNode_Talks()
    {
        suite.Upstream.AnswerWith(words: 3);
        suite.Upstream.Hold(Said);
        var lines = new ConcurrentQueue<string>();
        var script =
            XcelsiorSample.ConnectingTo(suite.Gateway.BaseAddress!)
            + "ws.addEventListener('open', () => {\n"
            + XcelsiorSample.Sending
            + "\n});";
        using var node = Process.Start(
            new ProcessStartInfo("node", ["--experimental-websocket", "--no-warnings", "--eval", script])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        node.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        node.BeginOutputReadLine();
        try
        {
            await AssertTalkAsync(lines);
        }
        finally
        {
            node.Kill();
        }
    }

    private static Task SeenAsync(ConcurrentQueue<string> lines, string text) =>
        Eventually.TrueAsync(() => lines.Any(line => line.Contains(text, StringComparison.Ordinal)), Cancelled);

    private async Task AssertTalkAsync(ConcurrentQueue<string> lines)
    {
        await SeenAsync(lines, Said);
        // The AI, which has said two words; one's own typing is not shown.
        await SeenAsync(lines, "User is typing:");
        suite.Upstream.Release(Said);
        await SeenAsync(lines, "word0 word1 word2");
        Assert.Contains("Connected to chat", lines);
        Assert.Single(lines, static line => line.StartsWith("Connected to conversation:", StringComparison.Ordinal));
    }
}
