using Chat.Gateway.VisitorDetails;

namespace Chat.Gateway.Tests.VisitorDetails;

public sealed class UserAgentTests
{
    [Theory]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36",
        "Chrome 128",
        "Windows"
    )]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36 Edg/128.0.2739.42",
        "Edge 128",
        "Windows"
    )]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:129.0) Gecko/20100101 Firefox/129.0", "Firefox 129", "Linux")]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1",
        "Safari 17",
        "iOS"
    )]
    [InlineData(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15",
        "Safari 17",
        "macOS"
    )]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36",
        "Samsung Internet 26",
        "Android"
    )]
    [InlineData("Firefox/99999999999999999999", "Firefox", null)]
    [InlineData("curl/8.9.1", null, null)]
    [InlineData("", null, null)]
    public void Of_Header_NamesBrowserAndSystem(string header, string? browser, string? system)
    {
        Assert.Equal(browser, UserAgent.BrowserOf(header));
        Assert.Equal(system, UserAgent.SystemOf(header));
    }

    [Fact]
    public void Of_EndlessHeader_LooksAtItsBeginningOnly() =>
        Assert.Null(UserAgent.BrowserOf(new string('x', 1_000_000) + "Firefox/129.0"));
}
