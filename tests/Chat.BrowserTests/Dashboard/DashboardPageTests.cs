using System.Globalization;
using Aspire.Hosting;
using Chat.Testing.Processes;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chat.BrowserTests.Dashboard;

/// <summary>The AppHost's dashboard over processes of its own: one writes 10,000 lines, one crashes, one waits for its command.</summary>
[Trait("Level", "Browser")]
public sealed class DashboardPageTests(Browsers browsers) : IClassFixture<Browsers>, IAsyncLifetime
{
    private const string Token = "token-of-the-test";
    private const string LastLine = "#lines li:last-child";

    private const string Write = """
        seq -f 'line %.0f' 9999
        echo '{"Timestamp":"2026-11-27T03:44:53.662Z","EventId":7,"LogLevel":"Error","Category":"Shop","Message":"It broke.","State":{}}'
        echo 'line 10000'
        exec sleep 600
        """;

    private readonly Uri address = new(
        $"http://127.0.0.1:{LoopbackPort.Reserve().ToString(CultureInfo.InvariantCulture)}"
    );
    private DistributedApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        var state = Path.Combine(Path.GetTempPath(), "dashboard-" + Path.GetRandomFileName());
        var builder = DistributedApplication.CreateBuilder([
            $"--CHAT_STATE={state}",
            $"--ASPNETCORE_URLS={address.GetLeftPart(UriPartial.Authority)}",
            $"--AppHost:BrowserToken={Token}",
            "--AppHost:DisposableState=true",
            "--AppHost:Quiet=true",
        ]);
        builder.AddExecutable("crasher", "sh", "/", "-c", "echo out of memory >&2; exit 3");
        builder.AddExecutable("idle", "sleep", "/", "600").WithExplicitStart();
        builder.AddExecutable("writer", "sh", "/", "-c", Write);
        app = builder.Build();
        await app.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Page_EveryView_FitsAndHasNoViolation(bool isDark, bool isPhone)
    {
        var page = await OpenAsync(isDark, isPhone);
        await AssertGoodAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "writer", Exact = true }).ClickAsync();
        await Expect(page.Locator(LastLine)).ToHaveTextAsync("line 10000");
        await AssertGoodAsync(page);

        await page.GetByRole(AriaRole.Tab, new() { Name = "Environment" }).ClickAsync();
        await AssertGoodAsync(page);

        await page.GetByRole(AriaRole.Tab, new() { Name = "Details" }).ClickAsync();
        await AssertGoodAsync(page);
    }

    [Fact]
    public async Task Summary_OneCrashed_NamesIt()
    {
        var page = await OpenAsync();

        await Expect(page.Locator("tr[data-id=crasher] .state")).ToHaveTextAsync("Restarting, ended with 3");
        await Expect(page.Locator("tr[data-id=idle] .state")).ToHaveTextAsync("Not started");
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 of 3 healthy; failing: crasher");
    }

    [Fact]
    public async Task Command_AppHostGone_IsToldAndTheButtonStaysUsable()
    {
        var page = await OpenAsync();
        var start = page.GetByRole(AriaRole.Button, new() { Name = "Start idle" });
        await page.Context.RouteAsync("**/api/resources/idle/start", route => route.AbortAsync());

        await start.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Start idle: the AppHost does not answer.");
        await Expect(start).ToBeEnabledAsync();
    }

    [Fact]
    public async Task Lines_MoreThanAreKept_AreReadableAndStayWhereTheyAreRead()
    {
        var page = await OpenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "writer", Exact = true }).ClickAsync();
        await Expect(page.Locator(LastLine)).ToHaveTextAsync("line 10000");
        await Expect(page.Locator("#lines li")).ToHaveCountAsync(2_000);
        await Expect(page.Locator("#lines li.error"))
            .ToHaveTextAsync("2026-11-27T03:44:53.662Z Error Shop[7] It broke.");
        await Expect(page.Locator("#count")).ToHaveTextAsync("the last 2000 lines");
        await Expect(page.GetByLabel("Follow")).ToBeCheckedAsync();

        await page.GetByLabel("Console lines").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(page.GetByLabel("Follow")).Not.ToBeCheckedAsync();

        await page.Keyboard.PressAsync("End");
        await Expect(page.GetByLabel("Follow")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Keyboard_OpenSwitchAndClose_KeepsTheFocus()
    {
        var page = await OpenAsync();
        var name = page.GetByRole(AriaRole.Button, new() { Name = "writer", Exact = true });

        await name.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Close" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Console" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Details" })).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Tabpanel, new() { Name = "Details" })).ToContainTextAsync("Healthy");
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.Locator("#detail")).ToBeHiddenAsync();
        await Expect(name).ToBeFocusedAsync();
    }

    private async Task<IPage> OpenAsync(bool isDark = false, bool isPhone = false)
    {
        var page = await browsers.OpenAsync(address, isDark, isPhone);
        await page.GetByLabel("Token").FillAsync(Token);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("tr[data-id=writer] .state")).ToHaveTextAsync("Healthy");
        return page;
    }

    private static async Task AssertGoodAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(Describe));
        var overflow = await page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        );
        Assert.Equal(0, overflow);
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help} ({string.Join(", ", violation.Nodes.Select(node => node.Html))})";
}
