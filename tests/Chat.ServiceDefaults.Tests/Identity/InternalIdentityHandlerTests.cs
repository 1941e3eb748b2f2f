using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.ServiceDefaults.Tests.Hosts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

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
