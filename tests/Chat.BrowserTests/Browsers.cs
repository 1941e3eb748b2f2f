using Microsoft.Playwright;

namespace Chat.BrowserTests;

/// <summary>One headless Chromium for a class of tests: the system's own, nothing is downloaded.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // A bound, not a pause: the first answer of a cold system on a busy machine has taken more than the usual 5 s.
        Assertions.SetDefaultExpectTimeout(60_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Headless = true,
                Args = Flags,
            }
        );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    /// <summary>The demo page with nothing remembered, once it takes questions.</summary>
    public async Task<IPage> OpenDemoAsync(Uri gateway, bool isDark = false, bool isPhone = false)
    {
        var page = await OpenAsync(gateway, isDark, isPhone);
        await page.Locator("#status[data-state=ready]").WaitForAsync();
        return page;
    }

    /// <summary>A page with nothing remembered.</summary>
    public async Task<IPage> OpenAsync(Uri gateway, bool isDark = false, bool isPhone = false)
    {
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = gateway.AbsoluteUri,
                ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
                ViewportSize = isPhone
                    ? new ViewportSize { Width = 390, Height = 844 }
                    : new ViewportSize { Width = 1280, Height = 800 },
                DeviceScaleFactor = isPhone ? 2 : 1,
            }
        );
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        return page;
    }
}
