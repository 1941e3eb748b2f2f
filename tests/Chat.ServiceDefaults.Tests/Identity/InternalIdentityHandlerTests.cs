using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.Tests.Hosts;
using Chat.Testing.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Tests.Identity;

[Trait("Level", "Component")]
public sealed class InternalIdentityHandlerTests : IAsyncLifetime
{
    private TestService service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        service = await TestService.StartAsync(map: app =>
        {
            app.MapGet("/who", (HttpContext context) => context.GetPrincipal().Subject);
            app.MapGet("/service", () => "in").RequireAuthorization(Policies.Service);
        });

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    public async Task Request_GoodToken_IsThatCaller(string scheme)
    {
        var (status, body) = await GetAsync("/who", scheme + Token(PrincipalKind.Visitor));

        Assert.Equal((HttpStatusCode.OK, "someone"), (status, body));
    }

    [Theory]
    [InlineData(null, "token_missing")]
    [InlineData("Basic c29tZW9uZTp4", "token_missing")]
    [InlineData("Bearer", "token_missing")]
    [InlineData("Bearer x", "token_invalid")]
    [InlineData("Bearer  ", "token_missing")]
    public async Task Request_NoGoodToken_SaysWhatIsWrong(string? authorization, string code)
    {
        var (status, body) = await GetAsync("/who", authorization);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal(code, Code(body));
    }

    [Fact]
    public async Task Request_TwoTokensInOneHeader_IsRefused()
    {
        var token = Token(PrincipalKind.Service);

        var (status, body) = await GetAsync("/who", $"Bearer {token}, Bearer {token}");

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("token_invalid", Code(body));
    }

    [Fact]
    public async Task Request_GoodTokenWithoutTheRight_IsForbidden()
    {
        var (status, body) = await GetAsync("/service", "Bearer " + Token(PrincipalKind.Visitor));

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("forbidden", Code(body));
    }

    // Whoever is told 401 takes its own credentials for worthless: a page begins a new visitor, an agent is logged out.
    [Fact]
    public async Task Request_ClocksDiffer_IsRetryableAndTheOperatorHearsOfItOnce()
    {
        var behind = new FakeTimeProvider(TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(5));
        var options = service.Get<IOptions<IdentityOptions>>();
        var other = new IdentityTokens(options, new ServiceName("behind"), behind, NullLogger<IdentityTokens>.Instance);
        var caller = new Principal
        {
            TenantId = Ids.New(),
            Subject = "someone",
            Kind = PrincipalKind.Visitor,
        };

        var (status, body) = await GetAsync("/who", "Bearer " + other.Issue(caller));
        await GetAsync("/who", "Bearer " + other.Issue(caller));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "clocks_differ"), (status, Code(body)));
        Assert.True(JsonDocument.Parse(body).RootElement.GetProperty("retryable").GetBoolean());
        var warning = Assert.Single(service.Logs.Entries, static entry => entry.Level == LogLevel.Warning);
        Assert.Contains("Calls of behind are refused", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_Refused_TokenIsInNoLog()
    {
        var token = Token(PrincipalKind.Visitor);
        await GetAsync("/service", "Bearer " + token);
        await GetAsync("/who", $"Bearer {token}x");

        Assert.DoesNotContain(
            service.Logs.Entries,
            entry => entry.Message.Contains(token[^20..], StringComparison.Ordinal)
        );
    }

    private static string? Code(string body) => JsonDocument.Parse(body).RootElement.GetProperty("code").GetString();

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await service.Http.SendAsync(request, Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private string Token(PrincipalKind kind) =>
        service
            .Get<IIdentityTokens>()
            .Issue(
                new Principal
                {
                    TenantId = Ids.New(),
                    Subject = "someone",
                    Kind = kind,
                }
            );
}
