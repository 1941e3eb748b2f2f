using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Compat.Tests.Dashboard;

public sealed class DashboardServerTests : IAsyncLifetime
{
    private readonly DashboardSettings _settings = new(
        new Uri($"http://localhost:{new PortAllocator().Choose()}"),
        "the-token"
    );
    private readonly HttpClient _http;
    private TestApp? _app;
    private DashboardServer? _dashboard;

    public DashboardServerTests() =>
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = _settings.Address,
        };

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync(app =>
            app.AddExecutable("speaker", "sh", "/", "-c", "echo hello from $API_KEY; sleep 60")
                .WithEnvironment("API_KEY", "plain-secret")
                .WithEnvironment("GREETING", "hello")
        );
        await _app.HealthyAsync("speaker");
        var services = _app.App.Services;
        _dashboard = ActivatorUtilities.CreateInstance<DashboardServer>(services, _settings);
        await _dashboard.StartAsync(_app.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _dashboard!.StopAsync(CancellationToken.None);
        await _app!.DisposeAsync();
        _http.Dispose();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/dashboard.js")]
    [InlineData("/api/resources")]
    [InlineData("/api/resources/speaker/lines")]
    public async Task Get_WithoutLogin_IsRefused(string path)
    {
        using var response = await _http.GetAsync(path, _app!.Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Login_WrongToken_IsRefused()
    {
        using var response = await _http.GetAsync("/login?t=guessed", _app!.Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.True(await SaysWrongAsync("/login?t=guessed"));
        Assert.False(await SaysWrongAsync("/login"));
        Assert.False(await SaysWrongAsync("/"));
    }

    [Fact]
    public async Task Login_PrintedLink_SetsACookieNoScriptCanRead()
    {
        using var response = await _http.GetAsync(_settings.LoginLink, _app!.Token);

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Get_ForeignHost_IsRefusedEvenWithLogin()
    {
        await LogInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = $"evil.example:{_settings.Address.Port}";

        using var response = await _http.SendAsync(request, _app!.Token);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Fact]
    public async Task Resources_LoggedIn_ShowsStateAndMasksSecrets()
    {
        await LogInAsync();

        var first = await FirstEventAsync("/api/resources");

        Assert.Contains("\"id\":\"speaker\"", first, StringComparison.Ordinal);
        Assert.Contains("\"health\":\"Healthy\"", first, StringComparison.Ordinal);
        Assert.Contains("{\"name\":\"GREETING\",\"value\":\"hello\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("plain-secret", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_LoggedIn_ShowsWhatTheProcessWrote()
    {
        await LogInAsync();
        await _app!.LineAsync("speaker", "hello");

        var first = await FirstEventAsync("/api/resources/speaker/lines");

        Assert.Contains("hello from", first, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://evil.example")]
    public async Task Command_NotFromOurPages_IsRefused(string? origin)
    {
        await LogInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/resources/speaker/stop");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await _http.SendAsync(request, _app!.Token);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Command_FromOurPages_StopsTheResource()
    {
        await LogInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/resources/speaker/stop");
        request.Headers.Add("Origin", _settings.Address.GetLeftPart(UriPartial.Authority));

        using var response = await _http.SendAsync(request, _app!.Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(_app.App.ResourceNotifications.TryGetCurrentState("speaker", out var state));
        Assert.Equal(KnownResourceStates.Exited, state.Snapshot.State?.Text);
    }

    private async Task LogInAsync()
    {
        using var response = await _http.GetAsync(_settings.LoginLink, _app!.Token);
        _http.DefaultRequestHeaders.Add("Cookie", response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    private async Task<bool> SaysWrongAsync(string path)
    {
        using var response = await _http.GetAsync(path, _app!.Token);
        var page = await response.Content.ReadAsStringAsync(_app.Token);
        return page.Contains("role=\"alert\">", StringComparison.Ordinal);
    }

    private async Task<string> FirstEventAsync(string path)
    {
        await using var stream = await _http.GetStreamAsync(path, _app!.Token);
        using var reader = new StreamReader(stream);
        return (await reader.ReadLineAsync(_app.Token))!;
    }
}
